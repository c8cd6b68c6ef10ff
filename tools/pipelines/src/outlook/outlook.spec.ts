import { applicationStack, platformStack, TestService } from '@dotkom/outlook/testing';
import { readStack } from '@dotkom/synthesised';
import { planComment } from '../plans/plan-comment';
import { shown } from '../testing/plans';
import { outlookOf } from './outlook-text';

const platform = platformStack({ arm64: { min: 2, max: 4 } });
const grades = (service: TestService) => applicationStack('grades', { backend: service });
const before = [platform, grades({ memory: 512 })];
const textOf = (service: TestService) => outlookOf(before, [platform, grades(service)])?.text ?? '';

describe('what is said of a pull request before its plans', () => {
  it('is that it fits, in a sentence, what it costs, and a picture of what is another', () => {
    const text = textOf({ memory: 1024, count: 3 });
    expect(text).toMatch(/^## It fits\n/);
    expect(text).toMatch(
      /The bill of everything changes by \+\d+\.\d\d dollars a month: [^]*nodes of\splatform-prod-arm64 2 → \d/,
    );
    expect(text).toMatch(
      /Everything fits and can be deployed: platform-prod-arm64 has \d of at most 4 nodes at rest/,
    );
    expect(text).toMatch(/```mermaid\nflowchart LR\n.*512 MiB → .*1024 MiB.*:::changed\n.*```$/s);
  });

  it('is no picture where nothing comes or goes', () => {
    const text = textOf({ memory: 512 });
    expect(text).not.toContain('mermaid');
    expect(text).toContain('The bill of everything stays what it was');
  });

  it('is first of all that it does not fit', () => {
    expect(textOf({ memory: 1024, count: 5 })).toMatch(/^## It does not fit: do not merge\n\n```text\n/);
  });

  it('stands before the plans, and its cost beside each', () => {
    const outlook = outlookOf(before, [platform, grades({ memory: 512, count: 2 })]);
    const text = planComment([shown('grades-prod')], outlook);
    expect(text.indexOf('## It fits')).toBeLessThan(text.indexOf('### Plan of'));
    expect(text).toMatch(
      /Owner: @dotkom\/backlog\. \+0\.09 dollars a month of its own, \+\d+\.\d\d with its shares of what all use\./,
    );
  });

  it('is nothing where there is nothing to compare', () => {
    expect(outlookOf([], before)).toBeUndefined();
    expect(outlookOf(before, [])).toBeUndefined();
  });
});

describe('stacks of code that nobody has reviewed', () => {
  const broken = (json: object) =>
    outlookOf(before, [platform, readStack('grades-prod', JSON.stringify(json))]);

  it.each<[string, object]>([
    ['is not known', { ...grades({}).json, resource: { aws_kinesis_stream: { one: {} } } }],
    ['is no stack', { resource: [] }],
    ['has no tags', { resource: { aws_ecs_service: { one: {} } } }],
    ['has containers that are none', grades({ task: { container_definitions: 'none' } }).json],
  ])('keep the plans from nobody where what they have %s', (_what, json) => {
    const outlook = broken(json);
    expect(outlook?.text).toMatch(/^## What this does to capacity and cost is not known\n\n```/);
    expect(planComment([shown('grades-prod')], outlook)).toContain('create grades-prod/backend/log');
  });

  it('say nothing outside of what is fenced', () => {
    const name = '```\n# Approved @dotkom/all <!-- plans of this pull request -->';
    const stack = applicationStack('grades', { [name]: { memory: 512 }, large: { memory: 9000 } });
    const text = planComment([shown('grades-prod')], outlookOf(before, [platform, stack]));
    const open = text.split('\n').reduce(
      ({ fence, lines }: { fence?: string; lines: string[] }, line) => {
        const [, mark] = /^(`{3,})/.exec(line) ?? [];
        if (fence === undefined && mark) return { fence: mark, lines };
        if (fence !== undefined && line === fence) return { lines };
        return fence === undefined ? { lines: [...lines, line] } : { fence, lines };
      },
      { lines: [] },
    ).lines;
    expect(open.filter((line) => /Approved|dotkom\/all/.test(line))).toEqual([]);
    expect(open.join('\n')).toContain('### Plan of `grades-prod`');
  });
});
