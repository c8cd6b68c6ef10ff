import { join } from 'node:path';
import { applicationStack, platformStack, TestService } from '@dotkom/outlook/testing';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { outlookLines } from './outlook';
import { summary } from './summary';

const root = temporaryFolder();

function linesOf(
  name: string,
  services: Record<string, TestService>,
  more: Record<string, object> = {},
): string[] {
  const folder = join(root, name);
  writeFiles(folder, {
    'platform/stacks/platform-prod/cdk.tf.json': platformStack({ arm64: { min: 2, max: 4 } }).json,
    'grades/stacks/grades-prod/cdk.tf.json': applicationStack('grades', services).json,
    ...more,
  });
  return outlookLines(folder);
}

describe('the summary of npm start', () => {
  it('has two lines for fit and two for cost', () => {
    const lines = linesOf('fits', { backend: { memory: 512 } });
    expect(lines).toEqual([
      'Everything fits and can be deployed: platform-prod-arm64 has 2 of at most 4 nodes at rest.',
      expect.stringContaining('npx nx capacity platform'),
      expect.stringMatching(/^The bill of everything is \d+\.\d\d dollars a month, \d+\.\d\d with tax\.$/),
      expect.stringContaining('npx nx cost platform'),
    ]);
    expect(summary([], 'http://127.0.0.1:1', undefined, lines)).toContain(lines.join('\n'));
  });

  it('says that it does not fit', () => {
    const [first] = linesOf('full', { backend: { memory: 1024, count: 5 } });
    expect(first).toMatch(/no room for all that is to run/);
    expect(first).not.toMatch(/^Everything fits/);
  });

  it('says what is not known, and has the rest', () => {
    const odd = {
      'odd/stacks/odd-prod/cdk.tf.json': stackJson('odd-prod', { aws_kinesis_stream: { one: {} } }),
    };
    const lines = linesOf('odd', { backend: {} }, odd);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('aws_kinesis_stream');
  });

  it('has no such lines where nothing is synthesised', () => {
    expect(outlookLines(join(root, 'nowhere'))).toEqual([]);
  });
});
