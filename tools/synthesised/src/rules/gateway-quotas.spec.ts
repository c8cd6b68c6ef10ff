import { SynthesisedStack } from '../stack/synthesised-stack';
import { gatewayRule, stack } from '../testing/stacks';
import { quotasExceeded, quotasNearlyExceeded } from './gateway-quotas';

const listener = '${aws_lb_listener.gateway_https.arn}';

/** A platform's stack with so many certificates besides the default one. */
function platform(certificates: number, name = 'prod'): SynthesisedStack {
  const all = Array.from({ length: certificates }, (_, index) => [`c${index}`, { listener_arn: listener }]);
  return stack(`platform-${name}`, {
    aws_ssm_parameter: { fact: { name: `/platform/${name}/https-listener-arn`, value: listener } },
    aws_lb_listener_certificate: Object.fromEntries(all),
  });
}

/** A stack with so many rules, each to a target group of its own or all to one. */
function application(
  name: string,
  rules: number,
  { platform = 'prod', groups = rules } = {},
): SynthesisedStack {
  const all = Array.from({ length: rules }, (_, index) => [
    `r${index}`,
    {
      ...gatewayRule(`${name}/s${index}`, [`${index}.no`], { platform, priority: index }),
      action: [{ target_group_arn: `\${aws_lb_target_group.g${index % groups}.arn}` }],
    },
  ]);
  return stack(name, { aws_lb_listener_rule: Object.fromEntries(all) });
}

describe('the quotas of a gateway', () => {
  it.each([
    [79, 0, 0],
    [80, 1, 0],
    [100, 1, 0],
    [101, 0, 1],
  ])(
    'with %i rules to one target group each say so %i times as a warning, %i as a refusal',
    (all, near, over) => {
      const stacks = [
        application('one-prod', 40, { groups: 1 }),
        application('other-prod', all - 40, { groups: 1 }),
      ];
      expect(quotasNearlyExceeded(stacks)).toHaveLength(near);
      expect(quotasExceeded(stacks)).toHaveLength(over);
    },
  );

  it('count the rules of all applications, and say how many, of which gateway, and what to do', () => {
    const stacks = [application('one-prod', 50, { groups: 1 }), application('other-prod', 33, { groups: 1 })];
    expect(quotasNearlyExceeded(stacks)).toEqual([
      expect.stringMatching(/^The gateway of prod has 83 of at most 100 rules\. .*Have AWS raise/),
    ]);
    expect(quotasExceeded([...stacks, application('third-prod', 18, { groups: 1 })])).toEqual([
      expect.stringMatching(
        /^The gateway of prod would have 101 rules, and a load balancer takes 100\. Have AWS/,
      ),
    ]);
  });

  it('count a target group once, however many rules lead to it, and those of two stacks apart', () => {
    const groupsOf = (...groups: number[]) =>
      quotasExceeded(groups.map((each, index) => application(`s${index}`, 60, { groups: each }))).filter(
        (message) => message.includes('target groups'),
      );
    expect(groupsOf(60, 40)).toEqual([]);
    expect(groupsOf(60, 41)).toEqual([
      expect.stringContaining(
        'would have 101 target groups, and a load balancer takes 100. AWS does not raise it',
      ),
    ]);
  });

  it('count the target groups that a rule divides requests among', () => {
    const forward = { target_group: [{ arn: 'a' }, { arn: 'b' }] };
    const rules = Array.from({ length: 51 }, (_, index) => [
      `r${index}`,
      {
        ...gatewayRule('p', ['a.no']),
        action: [
          { forward: { target_group: forward.target_group.map(({ arn }) => ({ arn: `${arn}${index}` })) } },
        ],
      },
    ]);
    expect(quotasExceeded([stack('s', { aws_lb_listener_rule: Object.fromEntries(rules) })])).toEqual([
      expect.stringContaining('102 target groups'),
    ]);
  });

  it.each([
    [19, 0, 0],
    [20, 1, 0],
    [25, 1, 0],
    [26, 0, 1],
  ])(
    'with %i certificates besides the default one say so %i times as a warning, %i as a refusal',
    (all, near, over) => {
      expect(quotasNearlyExceeded([platform(all)])).toHaveLength(near);
      expect(quotasExceeded([platform(all)])).toHaveLength(over);
    },
  );

  it("count a certificate that an application adds with the platform's own", () => {
    const own = stack('own-prod', {
      aws_lb_listener_certificate: {
        one: { listener_arn: '${local.Platform_facts["/platform/prod/https-listener-arn"]}' },
      },
    });
    expect(quotasExceeded([platform(25), own])).toEqual([
      expect.stringContaining('The gateway of prod would have 26'),
    ]);
  });

  it('are those of each gateway by itself', () => {
    const stacks = [application('one-prod', 60), application('lab-prod', 60, { platform: 'lab' })];
    const platforms = [platform(15), platform(15, 'lab')];
    expect([
      ...quotasExceeded([...stacks, ...platforms]),
      ...quotasNearlyExceeded([...stacks, ...platforms]),
    ]).toEqual([]);
  });

  it('are far from used where there is nothing', () => {
    expect(quotasNearlyExceeded([stack('bootstrap')])).toEqual([]);
    expect(quotasExceeded([])).toEqual([]);
  });
});
