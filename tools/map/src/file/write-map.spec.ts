import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { isUserError } from '@dotkom/stack/conventions';
import { readOptions } from '../options';
import { applicationStack } from '../testing/application-stack';
import { platformStack } from '../testing/estate-stacks';
import { writeMap } from './write-map';

const folder = temporaryFolder();

function synthesise(dist: string, ...stacks: { name: string; text: string }[]): string {
  const files = stacks.map(({ name, text }) => [
    `apps/${name.replace(/-\w+$/, '')}/stacks/${name}/cdk.tf.json`,
    JSON.parse(text),
  ]);
  writeFiles(join(folder, dist), Object.fromEntries(files));
  return join(folder, dist);
}

/** What the page of a map is made of. */
function dataOf(path: string) {
  const [, json] =
    /<script type="application\/json" id="map-data">(.*?)<\/script>/.exec(readFileSync(path, 'utf8')) ?? [];
  return JSON.parse(json ?? '');
}

describe('npm run map', () => {
  it('writes what is synthesised to dist/map.html, with costs', async () => {
    const dist = synthesise('dist', platformStack(), applicationStack('grades', 'prod'));
    const path = await writeMap({ dist });
    expect(path).toBe(join(dist, 'map.html'));
    expect(dataOf(path)).toMatchObject({
      environments: ['prod'],
      applications: [{ application: 'grades', cost: expect.any(Number) }],
      compared: false,
    });
  });

  it('compares with the stacks of another folder', async () => {
    const dist = synthesise('after', platformStack(), applicationStack('grades', 'prod'));
    const before = synthesise('before', platformStack());
    expect(dataOf(await writeMap({ dist, before }))).toMatchObject({
      compared: true,
      applications: [{ things: expect.arrayContaining([expect.objectContaining({ change: 'added' })]) }],
    });
  });

  it('takes a text for what it is, whatever it says', async () => {
    const owner = '</script><img src=x onerror=alert(1)>';
    const dist = synthesise('rude', applicationStack('grades', 'prod', { owner }));
    const path = await writeMap({ dist });
    expect(readFileSync(path, 'utf8')).not.toContain(owner);
    expect(dataOf(path).applications[0].owner).toBe(owner);
  });

  it('says how to synthesise where nothing is', async () => {
    const map = writeMap({ dist: join(folder, 'nothing') });
    await expect(map).rejects.toThrow(/no synthesised stacks below .*nothing.*npx nx run-many -t synth/);
    await expect(map.catch(isUserError)).resolves.toBe(true);
  });
});

describe('the options of npm run map', () => {
  it('are a folder to compare with, or none', () => {
    expect(readOptions([])).toEqual({ before: undefined });
    expect(readOptions(['--before', '/other/dist'])).toEqual({ before: '/other/dist' });
  });

  it.each([[['--before']], [['--after', 'x']], [['dist']]])('are refused with what there is: %j', (args) => {
    expect(() => readOptions(args)).toThrow(/--before FOLDER/);
  });
});
