import * as fc from 'fast-check';
import { readStack, SynthesisedStack } from '../stack/synthesised-stack';
import { gatewayRule, stack } from '../testing/stacks';
import { gatewayClaims } from './gateway-claims';

interface Claim {
  readonly hosts: readonly string[];
  readonly platform?: string;
  readonly priority?: number;
}

/** A stack of each project, with the claims of its services: a service's target group, and at the stack the rule to it. */
function workspace(projects: Record<string, Record<string, Claim>>): SynthesisedStack[] {
  return Object.entries(projects).map(([name, services]) =>
    stack(name, {
      aws_lb_target_group: Object.fromEntries(
        Object.keys(services).map((service) => [
          service,
          { '//': { metadata: { path: `${name}/${service}/route/target-group` } } },
        ]),
      ),
      aws_lb_listener_rule: Object.fromEntries(
        Object.entries(services).map(([service, { hosts, ...rest }]) => [
          `rule_${service}`,
          {
            ...gatewayRule(`${name}/Hosts/rule-${hosts[0]}`, hosts, rest),
            action: [{ type: 'forward', target_group_arn: `\${aws_lb_target_group.${service}.arn}` }],
          },
        ]),
      ),
    }),
  );
}

describe('the claims on the gateway', () => {
  it('are fine when each service has a host and a priority of its own', () => {
    const stacks = workspace({
      'grades-prod': {
        backend: { hosts: ['api.grades.no'], priority: 1 },
        frontend: { hosts: ['grades.no'], priority: 2 },
      },
      'vinstraff-prod': { server: { hosts: ['api.vinstraff.no'], priority: 3 } },
    });
    expect(gatewayClaims([...stacks, stack('bootstrap')])).toEqual([]);
  });

  it('are broken by one host for two services, in whichever projects they are', () => {
    const problems = gatewayClaims(
      workspace({
        'grades-prod': { backend: { hosts: ['api.grades.no'] } },
        'karakterer-prod': { web: { hosts: ['api.grades.no'] } },
      }),
    );
    expect(problems).toEqual([
      expect.stringContaining(
        "The host 'api.grades.no' is claimed by grades-prod/backend and by karakterer-prod/web.",
      ),
    ]);
  });

  describe('of the same application', () => {
    const tagged = (application: string, environment: string) => {
      const [made] = workspace({ [`${application}-${environment}`]: { web: { hosts: ['grades.no'] } } });
      const tags = { Application: application, Environment: environment };
      const provider = { aws: [{ default_tags: [{ tags }] }] };
      return readStack(made!.name, JSON.stringify({ ...made!.json, provider }));
    };

    it('are answered for each environment, in the file that says so', () => {
      expect(gatewayClaims([tagged('grades', 'staging'), tagged('grades', 'prod')])).toEqual([
        "The host 'grades.no' is claimed by grades-staging/web and by grades-prod/web. A request can go to only one of them: " +
          "say in apps/grades/src/stacks.ts which host it has in which environment, host: environment.pick({ staging: '...', prod: 'grades.no' }).",
      ]);
    });

    it('are another matter than those of two, whose files are both named', () => {
      expect(gatewayClaims([tagged('grades', 'prod'), tagged('online', 'prod')])).toEqual([
        expect.stringMatching(
          /give each its own host, in apps\/grades\/src\/stacks\.ts or apps\/online\/src\/stacks\.ts\.$/,
        ),
      ]);
    });
  });

  it('may be for the same host and priority on two platforms, which have a gateway each', () => {
    const stacks = workspace({
      'grades-prod': { backend: { hosts: ['api.grades.no'], platform: 'prod' } },
      'grades-lab': { backend: { hosts: ['api.grades.no'], platform: 'lab' } },
    });
    expect(gatewayClaims(stacks)).toEqual([]);
  });

  it('are broken by two hosts whose priorities meet', () => {
    const problems = gatewayClaims(
      workspace({
        'grades-prod': { backend: { hosts: ['api.grades.no'], priority: 4711 } },
        'vinstraff-prod': { server: { hosts: ['api.vinstraff.no'], priority: 4711 } },
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(
        /^grades-prod\/backend and vinstraff-prod\/server would have the same priority on the gateway, 4711/,
      ),
    ]);
  });

  it('may be for several hosts by one service', () => {
    const stacks = workspace({ 'online-prod': { web: { hosts: ['online.ntnu.no', 'www.online.ntnu.no'] } } });
    expect(gatewayClaims(stacks)).toEqual([]);
  });

  it('name each host that is claimed twice, also when two services share several', () => {
    const hosts = ['online.ntnu.no', 'www.online.ntnu.no'];
    const problems = gatewayClaims(workspace({ 'online-prod': { web: { hosts }, old: { hosts } } }));
    expect(problems).toHaveLength(2);
    for (const host of hosts) {
      expect(problems).toContainEqual(
        expect.stringContaining(`The host '${host}' is claimed by online-prod/web and by online-prod/old`),
      );
    }
  });

  describe('and of static sites', () => {
    const siteStack = (name: string, ...aliases: string[]) =>
      stack(name, {
        aws_cloudfront_distribution: {
          web_distribution: {
            '//': { metadata: { path: `${name}/web/distribution`, uniqueId: 'web_distribution' } },
            aliases,
          },
        },
      });

    it('are fine when each has hosts of its own, or none', () => {
      const stacks = workspace({ 'grades-prod': { web: { hosts: ['grades.no'] } } });
      const sites = [siteStack('vinstraff-prod', 'vinstraff.no', 'www.vinstraff.no'), siteStack('cdn-prod')];
      expect(
        gatewayClaims([...stacks, ...sites, stack('a', { aws_cloudfront_distribution: { b: {} } })]),
      ).toEqual([]);
    });

    it('are broken by one host for a site and a service, also on two platforms', () => {
      const stacks = workspace({
        'grades-prod': { web: { hosts: ['grades.no', 'api.grades.no'], platform: 'prod', priority: 1 } },
        'grades-lab': { web: { hosts: ['grades.no'], platform: 'lab', priority: 1 } },
      });
      expect(gatewayClaims([...stacks, siteStack('old-prod', 'grades.no')])).toEqual([
        expect.stringContaining(
          "The host 'grades.no' is claimed by old-prod/web and by grades-prod/web and by grades-lab/web.",
        ),
      ]);
    });

    it('are broken by one host for two sites', () => {
      const sites = [siteStack('a-prod', 'grades.no', 'www.grades.no'), siteStack('b-prod', 'www.grades.no')];
      expect(gatewayClaims(sites)).toEqual([
        expect.stringContaining("The host 'www.grades.no' is claimed by a-prod/web and by b-prod/web."),
      ]);
    });
  });

  const host = fc.stringMatching(/^[a-e]\.no$/);
  const claims = fc.array(
    fc.record({
      hosts: fc.uniqueArray(host, { minLength: 1, maxLength: 3 }),
      platform: fc.constantFrom('prod', 'lab'),
    }),
    { maxLength: 8 },
  );
  const ofOneProjectEach = (all: readonly Claim[]) =>
    workspace(
      Object.fromEntries(
        all.map((claim, index) => [`p${index}-prod`, { web: { priority: index, ...claim } }]),
      ),
    );

  it('give one message for each host that several claim on one platform, and it names all of them', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const expected = new Map<string, string[]>();
        all.forEach(({ hosts, platform }, index) => {
          for (const name of hosts) {
            const key = `${platform} '${name}'`;
            expected.set(key, [...(expected.get(key) ?? []), `p${index}-prod/web`]);
          }
        });
        const twice = [...expected].filter(([, claimants]) => claimants.length > 1);
        const problems = gatewayClaims(ofOneProjectEach(all));
        expect(problems).toHaveLength(twice.length);
        for (const [key, claimants] of twice) {
          const claimed = `The host ${key.split(' ')[1]} is claimed by ${claimants.join(' and by ')}.`;
          expect(problems).toContainEqual(expect.stringContaining(claimed));
        }
      }),
    );
  });

  it('meet on a priority exactly when two services of one platform have it', () => {
    const priorities = fc.array(fc.nat({ max: 12 }), { maxLength: 8 });
    fc.assert(
      fc.property(priorities, (all) => {
        const stacks = ofOneProjectEach(all.map((priority, index) => ({ hosts: [`${index}.no`], priority })));
        const met = new Set(all.filter((priority, index) => all.indexOf(priority) !== index));
        expect(gatewayClaims(stacks)).toHaveLength(met.size);
      }),
    );
  });
});
