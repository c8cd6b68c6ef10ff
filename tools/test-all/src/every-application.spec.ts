import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { readProject, stacksFile } from '@dotkom/stack/conventions';
import { brokenInvariants, linesOfCode, publicParts } from '@dotkom/stack/testing';
import { applications, folderOf, stacksOf } from './applications';

/** What holds for every application, so that none has to test it for itself. */

const synthesis = join(__dirname, '..', '..', '..', 'libs', 'stack', 'src', 'main.js');

/** The permissions on every resource that constructs of libs/service give, and why AWS allows nothing narrower. */
const wideStatements: Record<string, string> = {
  LogInToRegistry: 'the action has no resource to narrow it to',
  FindRunning: 'a list of tasks by family has no resource; the cluster narrows it',
};

/** A service is a few lines, and what its image is told. What is more than this is better said by a construct of libs/service. */
const linesOfOne = 25;
const linesOfEachMore = 18;

describe('the applications', () => {
  const out = temporaryFolder();

  it('are found, so that the following says something', () => expect(applications).toContain('grades'));

  it('are written, with what they stand on, where no Terraform is installed, or OpenTofu alone', () => {
    const all = ['bootstrap', 'platform', ...applications];
    const paths = all.flatMap((name) => [folderOf(name), join(out, name)]);
    const { status, stderr } = spawnSync(process.execPath, [synthesis, ...paths], {
      env: { ...process.env, PATH: out },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(all));
  });
});

describe.each(applications)('%s', (name) => {
  const folder = folderOf(name);
  const file = join(folder, stacksFile);
  const built = stacksOf(name);

  it('is called as its folder', () => expect(readProject(folder).name).toBe(name));

  it('is said in few lines', () => {
    const constructs = readFileSync(file, 'utf8').match(/new \w+\(this, /g) ?? [];
    expect(linesOfCode(file)).toBeLessThanOrEqual(
      linesOfOne + linesOfEachMore * Math.max(0, constructs.length - 1),
    );
  });

  it('keeps the rules for every stack, and has nothing public of its own', () => {
    for (const stack of Object.values(built)) {
      const sids = JSON.stringify(stack.resource ?? {});
      const reasons = Object.entries(wideStatements).filter(([sid]) => sids.includes(sid));
      expect(brokenInvariants(stack, Object.fromEntries(reasons))).toEqual([]);
      expect(publicParts(stack)).toEqual([]);
    }
  });
});
