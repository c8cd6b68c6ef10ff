import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { program } from '../testing/programs';
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

  const saying = (name: string) => program(folder, name, `console.log('${name} v1.12.0')`);
  const TERRAFORM_BINARY = saying('Terraform');
  const openTofu = saying('OpenTofu');
  /** Where the provider comes from for Terraform, in this environment and with these folders of software. */
  const forTerraform = (env: NodeJS.ProcessEnv, searched: readonly string[]) =>
    providerEnvironment(accountFolder, { TERRAFORM_BINARY, ...env }, searched);

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
    expect(await forTerraform({ TF_CLI_CONFIG_FILE: join(folder, 'own.rc') }, [])).toEqual({});
    expect(asked).toEqual([]);
  });

  it('is left to the .terraformrc of the user', async () => {
    doesNotAnswer();
    atHome(join(folder, 'configured-home'));
    writeFiles(homedir(), { '.terraformrc': '' });
    expect(await forTerraform({}, [])).toEqual({});
  });

  it('is the registry where that answers, with one cache for all stacks', async () => {
    answers();
    const env = await forTerraform({ XDG_CACHE_HOME: caches }, []);
    expect(asked).toEqual(['https://registry.terraform.io/.well-known/terraform.json']);
    expect(env.TF_PLUGIN_CACHE_DIR).toBe(join(caches, 'terraform', 'plugins'));
    expect(existsSync(env.TF_PLUGIN_CACHE_DIR ?? '')).toBe(true);
    expect(env.TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE).toBe('1');
  });

  it('is the registry with the cache that the user chose', async () => {
    answers();
    const chosen = join(folder, 'chosen');
    const env = await forTerraform({ TF_PLUGIN_CACHE_DIR: chosen, XDG_CACHE_HOME: caches }, []);
    expect(env.TF_PLUGIN_CACHE_DIR).toBe(chosen);
    expect(existsSync(chosen)).toBe(true);
  });

  it('is the registry in place of a configuration that is named but is not there', async () => {
    answers();
    const env = await forTerraform({ TF_CLI_CONFIG_FILE: missing, XDG_CACHE_HOME: caches }, []);
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
    const env = await forTerraform({ TF_CLI_CONFIG_FILE: missing }, [join(folder, 'nowhere'), root]);
    expect(Object.keys(env)).toEqual(['TF_CLI_CONFIG_FILE']);
    const configuration = readFileSync(env.TF_CLI_CONFIG_FILE ?? '', 'utf8');
    expect(configuration).toMatch(
      /filesystem_mirror \{\s+path\s+= "(.*)"\s+include = \["registry.terraform.io\/hashicorp\/aws"\]/,
    );
    expect(configuration).toContain(JSON.stringify(mirror));
    expect(configuration).toMatch(/direct \{\s+exclude = \["registry.terraform.io\/hashicorp\/aws"\]/);
  });

  describe('of OpenTofu', () => {
    const tofu = (env: NodeJS.ProcessEnv, searched: readonly string[] = []) =>
      providerEnvironment(
        accountFolder,
        { TERRAFORM_BINARY: openTofu, XDG_CACHE_HOME: caches, ...env },
        searched,
      );

    it('is its own registry', async () => {
      answers();
      await tofu({});
      expect(asked).toEqual(['https://registry.opentofu.org/.well-known/terraform.json']);
    });

    it.each([
      ['home/.tofurc', {}],
      ['home/.terraformrc', {}],
      ['config/opentofu/tofurc', { XDG_CONFIG_HOME: join(folder, 'config') }],
    ])('is left to the user where there is %s', async (file, env) => {
      doesNotAnswer();
      writeFiles(folder, { [file]: '' });
      expect(await tofu(env)).toEqual({});
      rmSync(join(folder, file));
    });

    it('is a mirror of its own registry, or one of Terraform’s that is laid out anew, each time', async () => {
      doesNotAnswer();
      const root = join(folder, 'of-terraform');
      writeFiles(root, { [provider]: 'the provider' });
      for (const _ of [1, 2]) {
        const { TF_CLI_CONFIG_FILE = '' } = await tofu({}, [root]);
        const mirror = join(accountFolder, 'mirror');
        const configuration = readFileSync(TF_CLI_CONFIG_FILE, 'utf8');
        expect(configuration).toContain(`path    = ${JSON.stringify(mirror)}`);
        expect(configuration).toContain('include = ["registry.opentofu.org/hashicorp/aws"]');
        const machine = join(mirror, 'registry.opentofu.org/hashicorp/aws/6.0.0/linux_amd64');
        expect(readFileSync(join(machine, 'terraform-provider-aws'), 'utf8')).toBe('the provider');
        expect(lstatSync(machine).isSymbolicLink()).toBe(true);
        expect(lstatSync(dirname(machine)).isSymbolicLink()).toBe(false);
      }
      const own = join(folder, 'of-opentofu');
      writeFiles(own, { [provider.replace('terraform.io', 'opentofu.org')]: '' });
      const { TF_CLI_CONFIG_FILE = '' } = await tofu({}, [root, own]);
      expect(readFileSync(TF_CLI_CONFIG_FILE, 'utf8')).toContain(`path    = ${JSON.stringify(own)}`);
    });

    it('is an error that names its registry and its command, with neither', async () => {
      doesNotAnswer();
      await expect(tofu({})).rejects.toThrow(
        /registry\.opentofu\.org\/hashicorp\/aws.*tofu providers mirror/,
      );
    });
  });

  it('is an error that says what was looked for and where, with neither', async () => {
    doesNotAnswer();
    const roots = [join(folder, 'empty'), join(folder, 'not-there')];
    writeFiles(join(folder, 'empty'), { 'registry.terraform.io/hashicorp/random/3.0.0/x': '' });
    const attempt = forTerraform({ TF_CLI_CONFIG_FILE: missing }, roots);
    await expect(attempt).rejects.toMatchObject({ name: 'UserError' });
    await expect(attempt).rejects.toThrow(
      `registry.terraform.io/hashicorp/aws/<version>/<os>_<arch> was looked for under ${roots.join(', ')}`,
    );
  });

  it('is looked for two folders down and no deeper', () => {
    const root = join(folder, 'deep');
    writeFiles(root, { [`a/b/c/${provider}`]: '' });
    expect(findMirror(root, 'registry.terraform.io')).toBeUndefined();
    writeFiles(root, { [`a/x/${provider}`]: '' });
    expect(findMirror(root, 'registry.terraform.io')).toBe(join(root, 'a', 'x'));
  });
});
