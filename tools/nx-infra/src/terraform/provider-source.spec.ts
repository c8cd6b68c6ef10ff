import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '../testing/folders';
import { findMirror, providerEnvironment } from './provider-source';

jest.mock('node:os', () => {
  const os = jest.requireActual('node:os');
  return { ...os, homedir: jest.fn(() => os.tmpdir()) };
});
const atHome = (folder: string) => jest.mocked(homedir).mockReturnValue(folder);

describe('where the provider comes from', () => {
  const folder = temporaryFolder();
  beforeEach(() => atHome(join(folder, 'home')));
  const accountFolder = join(folder, 'account');
  const missing = join(folder, 'missing.rc');
  const caches = join(folder, 'caches');
  const provider = 'registry.terraform.io/hashicorp/aws/6.0.0/linux_amd64/terraform-provider-aws';

  const asked: string[] = [];
  const realFetch = global.fetch;
  const registry = (answer: () => Promise<Response>) => {
    asked.length = 0;
    global.fetch = (url) => {
      asked.push(String(url));
      return answer();
    };
  };
  const answers = () => registry(async () => new Response('{}'));
  const doesNotAnswer = () => registry(() => Promise.reject(new TypeError('fetch failed')));
  afterAll(() => {
    global.fetch = realFetch;
  });

  it('is left to a configuration that the user names', async () => {
    doesNotAnswer();
    writeFiles(folder, { 'own.rc': '' });
    expect(
      await providerEnvironment(accountFolder, { TF_CLI_CONFIG_FILE: join(folder, 'own.rc') }, []),
    ).toEqual({});
    expect(asked).toEqual([]);
  });

  it('is left to the .terraformrc of the user', async () => {
    doesNotAnswer();
    atHome(join(folder, 'configured-home'));
    writeFiles(homedir(), { '.terraformrc': '' });
    expect(await providerEnvironment(accountFolder, {}, [])).toEqual({});
  });

  it('is the registry where that answers, with one cache for all stacks', async () => {
    answers();
    const env = await providerEnvironment(accountFolder, { XDG_CACHE_HOME: caches }, []);
    expect(asked).toEqual(['https://registry.terraform.io/.well-known/terraform.json']);
    expect(env.TF_PLUGIN_CACHE_DIR).toBe(join(caches, 'terraform', 'plugins'));
    expect(existsSync(env.TF_PLUGIN_CACHE_DIR ?? '')).toBe(true);
  });

  it('is the registry with the cache that the user chose', async () => {
    answers();
    const chosen = join(folder, 'chosen');
    const env = await providerEnvironment(
      accountFolder,
      { TF_PLUGIN_CACHE_DIR: chosen, XDG_CACHE_HOME: caches },
      [],
    );
    expect(env.TF_PLUGIN_CACHE_DIR).toBe(chosen);
    expect(existsSync(chosen)).toBe(true);
  });

  it('is the registry in place of a configuration that is named but is not there', async () => {
    answers();
    const env = await providerEnvironment(
      accountFolder,
      { TF_CLI_CONFIG_FILE: missing, XDG_CACHE_HOME: caches },
      [],
    );
    expect(env.TF_CLI_CONFIG_FILE).not.toBe(missing);
    expect(readFileSync(env.TF_CLI_CONFIG_FILE ?? '', 'utf8')).toBe('');
  });

  it.each([
    ['does not answer', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers with an error', async () => new Response('', { status: 503 })],
  ])('is a mirror where the registry %s', async (_how, answer) => {
    registry(answer);
    const root = join(folder, 'software');
    const mirror = join(root, 'terraform', 'mirror');
    writeFiles(mirror, { [provider]: '' });
    const env = await providerEnvironment(accountFolder, { TF_CLI_CONFIG_FILE: missing }, [
      join(folder, 'nowhere'),
      root,
    ]);
    expect(Object.keys(env)).toEqual(['TF_CLI_CONFIG_FILE']);
    const configuration = readFileSync(env.TF_CLI_CONFIG_FILE ?? '', 'utf8');
    expect(configuration).toMatch(
      /filesystem_mirror \{\s+path\s+= "(.*)"\s+include = \["registry.terraform.io\/hashicorp\/aws"\]/,
    );
    expect(configuration).toContain(JSON.stringify(mirror));
    expect(configuration).toMatch(/direct \{\s+exclude = \["registry.terraform.io\/hashicorp\/aws"\]/);
  });

  it('is an error that says what was looked for and where, with neither', async () => {
    doesNotAnswer();
    const roots = [join(folder, 'empty'), join(folder, 'not-there')];
    writeFiles(join(folder, 'empty'), { 'registry.terraform.io/hashicorp/random/3.0.0/x': '' });
    const attempt = providerEnvironment(accountFolder, { TF_CLI_CONFIG_FILE: missing }, roots);
    await expect(attempt).rejects.toMatchObject({ name: 'UserError' });
    await expect(attempt).rejects.toThrow(
      `registry.terraform.io/hashicorp/aws/<version>/<os>_<arch> was looked for under ${roots.join(', ')}`,
    );
  });

  it('is looked for two folders down and no deeper', () => {
    const root = join(folder, 'deep');
    writeFiles(root, { [`a/b/c/${provider}`]: '' });
    expect(findMirror(root)).toBeUndefined();
    writeFiles(root, { [`a/x/${provider}`]: '' });
    expect(findMirror(root)).toBe(join(root, 'a', 'x'));
  });
});
