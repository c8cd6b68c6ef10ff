import { referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { ApplicationStack } from '../application-stack';
import { StaticSite } from '../static-site/static-site';
import { applicationWith, plainService, refusalOf } from '../testing';
import { WebService } from '../web-service/web-service';

/** An application with services and sites, by name, each under its hosts. */
const application = (services: Record<string, string[]>, sites: Record<string, string> = {}) =>
  applicationWith((stack) => {
    for (const [name, [host = '', ...others]] of Object.entries(services)) {
      new WebService(stack, name, { ...plainService, host: [host, ...others] });
    }
    for (const [name, host] of Object.entries(sites)) new StaticSite(stack, name, { host });
  });

/** Where what serves a host is in the state, by type, without what proves a certificate. */
const addresses = ({ resource }: SynthesisedStack, host: string) =>
  ['aws_lb_listener_rule', 'aws_route53_record'].flatMap((type) =>
    Object.entries(resource[type] ?? {})
      .filter(([, { name, condition, alias }]) =>
        alias ? name === host : condition?.[0].host_header.values.includes(host),
      )
      .map(([id]) => `${type}.${id}`),
  );

/** The name of the service that a host leads to. */
const serviceOf = (stack: SynthesisedStack, host: string) => {
  const [rule] = resources(stack, 'aws_lb_listener_rule').filter(({ condition }) =>
    condition[0].host_header.values.includes(host),
  );
  const [after] = rule?.['depends_on'] ?? [];
  expect(rule?.['action'][0].target_group_arn).toContain(
    `${referred(stack, `\${${after}.id}`)['name'].split('-')[2]}_`,
  );
  return referred(stack, `\${${after}.id}`)['name'];
};

describe('the hosts of an application', () => {
  it('stay where they are when two services exchange them, and lead to the other one', () => {
    const before = application({ one: ['a.grades.no'], two: ['b.grades.no'] });
    const after = application({ one: ['b.grades.no'], two: ['a.grades.no'] });
    for (const host of ['a.grades.no', 'b.grades.no']) {
      expect(addresses(before, host)).toHaveLength(2);
      expect(addresses(after, host)).toEqual(addresses(before, host));
    }
    expect([before, after].map((stack) => serviceOf(stack, 'a.grades.no'))).toEqual([
      'grades-prod-one',
      'grades-prod-two',
    ]);
  });

  it('stay where they are when a service gets another name', () => {
    const [before, after] = ['server', 'api'].map((name) =>
      application({ [name]: ['grades.no', 'www.grades.no'] }),
    );
    for (const host of ['grades.no', 'www.grades.no']) {
      expect(addresses(after!, host)).toEqual(addresses(before!, host));
    }
  });

  it('keep their record when a site answers in place of a service, or a service in place of a site', () => {
    const ofService = addresses(application({ web: ['app.grades.no'] }), 'app.grades.no');
    const ofSite = addresses(application({}, { web: 'app.grades.no' }), 'app.grades.no');
    const kept = ofService.filter((address) => ofSite.includes(address));
    expect(kept).toEqual([expect.stringMatching(/^aws_route53_record\.Hosts_A-/)]);
  });

  it('are led to by a record only once the rule is there', () => {
    const stack = application({ web: ['grades.no'] });
    const [record] = resources(stack, 'aws_route53_record');
    const [rule, ...others] = record?.['depends_on'] ?? [];
    expect(others).toEqual([]);
    expect(referred(stack, `\${${rule}.id}`)['condition'][0].host_header.values).toEqual(['grades.no']);
  });

  it('of a site are led to by both records only once CloudFront may read its files', () => {
    const stack = application({}, { web: 'app.grades.no' });
    const after = (type: string) =>
      resources(stack, 'aws_route53_record').find((record) => record['type'] === type)?.['depends_on'];
    for (const type of ['A', 'AAAA']) {
      expect(after(type)).toEqual([expect.stringMatching(/^aws_s3_bucket_policy\./)]);
    }
  });

  it.each<[string, (stack: ApplicationStack) => void]>([
    [
      'two services',
      (stack) => {
        new WebService(stack, 'first', plainService);
        new WebService(stack, 'second', plainService);
      },
    ],
    [
      'a service and a site',
      (stack) => {
        new WebService(stack, 'first', plainService);
        new StaticSite(stack, 'second', { host: plainService.host as string });
      },
    ],
  ])('are each claimed by one: %s are refused', (_, create) => {
    const refused = refusalOf(create);
    expect(refused).toContain('grades-prod/second\n');
    expect(refused).toContain("The host 'api.grades.no' is grades-prod/first's already");
  });
});
