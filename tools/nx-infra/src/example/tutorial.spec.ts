import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackTargets, taggedTargets } from '../plugin';

const repository = join(__dirname, '../../../..');
const tutorial = readFileSync(join(repository, 'docs/tutorial.md'), 'utf8');
const commands = [...tutorial.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);

describe('the commands of the tutorial', () => {
  it('change what is there: a text that the example has, in a file that it has', () => {
    const edits = commands.flatMap((command) => {
      const [, from, to, file] = /^sed -i\.bak "s#(.*)#(.*)#" dist\/kvittering\/(\S+)$/.exec(command) ?? [];
      return from && to && file ? [{ from, to, file }] : [];
    });
    expect(edits).toHaveLength(commands.filter((command) => command.startsWith('sed')).length);
    for (const { from, to, file } of edits) {
      const text = readFileSync(join(repository, 'examples/kvittering', file), 'utf8');
      expect([file, text.includes(from)]).toEqual([file, true]);
      expect(text.replace(from, to)).not.toBe(text);
    }
  });

  it('name only targets that an application has', () => {
    const targets = {
      ...stackTargets('apps/kvittering'),
      ...taggedTargets('apps/kvittering', ['layer:application']),
    };
    const named = commands.flatMap(
      (command) =>
        /^npx nx (?:run kvittering:(\w+)|(\w+) kvittering)\b/.exec(command)?.slice(1).filter(Boolean) ?? [],
    );
    expect(named.length).toBeGreaterThan(8);
    for (const target of named) expect(Object.keys(targets)).toContain(target);
  });

  it('name only folders and programs of this repository that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    for (const [, script] of tutorial.matchAll(/^npm (start|stop)$/gm))
      expect(scripts).toHaveProperty([script ?? '']);
    for (const [path] of tutorial.matchAll(/examples\/[\w./-]*\w/g))
      expect([path, existsSync(join(repository, path))]).toEqual([path, true]);
  });
});
