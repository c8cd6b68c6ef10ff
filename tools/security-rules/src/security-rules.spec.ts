import { SynthesisedStack } from '@dotkom/stack/testing';
import { estate } from './estate';
import { isAbout, readExceptions } from './exceptions';
import { Found, Rule } from './rule';
import { computingRules } from './rules/computing';
import { dataRules } from './rules/data';
import { networkRules } from './rules/network';

const rules: readonly Rule[] = [...networkRules, ...dataRules, ...computingRules];
const exceptions = readExceptions();
const stacks = Object.entries(estate());

interface Broken extends Found {
  readonly rule: string;
  readonly stack: string;
}

const broken: Broken[] = rules.flatMap((rule) =>
  stacks.flatMap(([stack, json]) => rule.broken(json).map((found) => ({ ...found, rule: rule.id, stack }))),
);

const covers = (broke: Broken) =>
  exceptions.some((exception) => exception.rule === broke.rule && isAbout(exception, broke.address));

describe('the rules of good practice', () => {
  it('are looked at for every stack there is', () => {
    const names = stacks.map(([name]) => name);
    for (const name of ['bootstrap', 'platform-prod', 'grades-staging', 'minecraft-prod', 'everything']) {
      expect(names).toContain(name);
    }
  });

  it('have each a name of their own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it.each(rules)('$id: $says Or docs/decisions/exceptions.md says why not.', ({ id }) => {
    const unexplained = broken.filter((each) => each.rule === id && !covers(each));
    expect(unexplained.map(({ stack, address }) => `${stack} ${address}`)).toEqual([]);
  });
});

describe('the exceptions', () => {
  it('are read from the page', () => expect(exceptions.length).toBeGreaterThan(20));

  it.each(exceptions)('have a reason, and one that still applies: $rule at $where', (exception) => {
    expect(exception.why.split(' ').length).toBeGreaterThan(5);
    const applies = broken.filter((each) => each.rule === exception.rule && isAbout(exception, each.address));
    expect(applies).not.toEqual([]);
  });
});

describe('a rule', () => {
  const empty: SynthesisedStack = { resource: {}, data: {} };
  const withOne = (type: string, resource: Record<string, any>): SynthesisedStack => ({
    ...empty,
    resource: { [type]: { one: resource } },
  });
  const ruleOf = (id: string) => rules.find((each) => each.id === id) as Rule;

  it.each(rules)('asks nothing of a stack with nothing in it: $id', ({ broken: breaks }) => {
    expect(breaks(empty)).toEqual([]);
  });

  it.each([
    ['bucket-tls', 'aws_s3_bucket', {}],
    ['topic-tls', 'aws_sns_topic', {}],
    ['database-events', 'aws_db_instance', { identifier: 'one' }],
    ['group-tags', 'aws_autoscaling_group', {}],
    ['launched-tags', 'aws_launch_template', { tag_specifications: [{ resource_type: 'instance' }] }],
    ['container-privileges', 'aws_ecs_task_definition', { container_definitions: '[{"privileged":true}]' }],
    ['container-user', 'aws_ecs_task_definition', { container_definitions: '[{}]' }],
    ['container-user', 'aws_ecs_task_definition', { container_definitions: '[{"user":"0:0"}]' }],
    ['container-user', 'aws_ecs_task_definition', { container_definitions: '[{"user":"root:node"}]' }],
    ['metadata-tokens', 'aws_launch_template', {}],
  ])('finds what breaks it: %s', (id, type, resource) => {
    expect(
      ruleOf(id)
        .broken(withOne(type, resource))
        .map(({ address }) => address),
    ).toEqual([`${type}.one`]);
  });
});
