import { logger } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressesFile } from '../addresses/address-list';
import { temporaryFolder, writeFiles } from '../testing/folders';
import { runGenerator } from '../testing/generators';
import application from './application/generator';
import job from './job/generator';
import remove from './remove/generator';
import service, { ServiceOptions } from './service/generator';
import staticSite from './static-site/generator';
import worker from './worker/generator';

const parent = temporaryFolder();
let root: string;
let said: string[];

const grades = { name: 'grades', owner: 'karakterer' };
const backend: ServiceOptions = {
  name: 'backend',
  application: 'grades',
  host: 'api.grades.no',
  port: 5555,
  healthCheck: '/health',
};

/** Runs a generator on the workspace. What follows the writing is tested on the whole (workspace.spec.ts). */
const run = <Options>(generator: (tree: FsTree, options: Options) => Promise<unknown>, options: Options) =>
  runGenerator(root, generator, options);

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const stacks = () => read('apps/grades/src/stacks.ts');
const replace = (from: string, to: string) =>
  writeFiles(root, { 'apps/grades/src/stacks.ts': stacks().replace(from, to) });

beforeEach(() => {
  root = mkdtempSync(join(parent, 'workspace-'));
  writeFiles(root, {
    'nx.json': {},
    'package.json': { name: 'workspace' },
    'apps/platform/project.json': { name: 'platform', metadata: { owner: 'dotkom' }, tags: ['layer:shared'] },
    'libs/stack/project.json': { name: 'stack' },
  });
  said = [];
  for (const method of ['info', 'warn'] as const) {
    jest.spyOn(logger, method).mockImplementation((...texts: unknown[]) => void said.push(texts.join(' ')));
  }
});
afterEach(() => jest.restoreAllMocks());

describe('nx g application', () => {
  it('makes a project, and its owner is asked', async () => {
    expect(await run(application, grades)).toEqual([
      '.github/CODEOWNERS',
      ...[
        'README.md',
        'jest.config.js',
        'project.json',
        'src/stacks.spec.ts',
        'src/stacks.ts',
        'tsconfig.json',
      ].map((path) => `apps/grades/${path}`),
    ]);
    expect(read('.github/CODEOWNERS')).toContain('/apps/grades/ @dotkom/karakterer\n');
    expect(JSON.parse(read('apps/grades/project.json'))).toMatchObject({
      name: 'grades',
      tags: ['layer:application'],
    });
  });

  it('changes nothing when it is run again', async () => {
    await run(application, grades);
    expect(await run(application, grades)).toEqual([]);
    expect(said).toEqual(['There is an application grades already; nothing was changed.']);
  });

  it('keeps what a person wrote, and adds what is missing', async () => {
    const own = { name: 'grades', metadata: { owner: 'karakterer' }, tags: ['layer:application', 'own'] };
    writeFiles(root, { 'apps/grades/project.json': own, 'apps/grades/README.md': '# Own\n' });
    const changed = await run(application, grades);
    expect(changed).toContain('apps/grades/src/stacks.ts');
    expect(read('apps/grades/README.md')).toBe('# Own\n');
    expect(JSON.parse(read('apps/grades/project.json'))).toEqual(own);
  });

  it.each([
    [
      'another owner',
      { 'apps/grades/project.json': { name: 'grades', metadata: { owner: 'else' } } },
      "its owner is 'else'",
    ],
    [
      'another project in its folder',
      { 'apps/grades/project.json': { name: 'other' } },
      'is not the project',
    ],
    ['something else in its folder', { 'apps/grades/notes.txt': 'own' }, 'is not the project'],
    [
      'a project of its name elsewhere',
      { 'libs/grades/project.json': { name: 'grades' } },
      "'grades-app' would do",
    ],
  ])('refuses %s, and writes nothing', async (_what, files, reason) => {
    writeFiles(root, files);
    await expect(run(application, grades)).rejects.toThrow(reason);
    expect(readdirSync(root)).not.toContain('.github');
  });

  it('refuses an owner that can be no team', async () => {
    await expect(run(application, { ...grades, owner: '@dotkom/dotkom' })).rejects.toThrow(
      '--owner must name the team',
    );
  });
});

describe('nx g service, worker, job and static-site', () => {
  beforeEach(() => run(application, grades));

  it('add what they are called after, with the values that were given', async () => {
    expect(await run(service, backend)).toEqual(['apps/grades/src/stacks.ts']);
    await run(worker, { name: 'mailer', application: 'grades', memory: '512 MiB' });
    await run(job, {
      name: 'nightly',
      application: 'grades',
      image: 'backend',
      schedule: 'cron(0 4 * * ? *)',
      command: "node it's.js",
    });
    await run(staticSite, { name: 'web', application: 'grades', host: 'grades.no' });
    const plain = stacks().replace(/,?\s+/g, ' ');
    for (const code of [
      "const backend = new WebService(this, 'backend', { host: environment.pick({ prod: 'api.grades.no' staging: 'api.staging.grades.no' }) port: 5555 healthCheck: '/health' cpu: '0.125 vCPU' memory: '256 MiB' });",
      "new Worker(this, 'mailer', { healthCheck: { none: 'it ends when it cannot work and is replaced' } cpu: '0.125 vCPU' memory: '512 MiB' });",
      "new ScheduledJob(this, 'nightly', { image: backend schedule: 'cron(0 4 * * ? *)' command: ['node' 'it\\'s.js'] cpu: '0.125 vCPU' memory: '256 MiB' });",
      "new StaticSite(this, 'web', { host: environment.pick({ prod: 'grades.no' staging: 'staging.grades.no' }) });",
      'import { ApplicationStack applicationStacks WebService Worker ScheduledJob StaticSite } from',
    ]) {
      expect(plain).toContain(code.replace(/, /g, ' '));
    }
  });

  it('change nothing when they are run again, also where a person changed what was not given, or its form', async () => {
    await run(service, backend);
    replace("'256 MiB'", "'1 GiB'");
    replace('port: 5555,', 'port:\n5555, count: 2,');
    const before = stacks();
    expect(await run(service, backend)).toEqual([]);
    expect(stacks()).toBe(before);
    expect(said).toEqual([
      "apps/grades/src/stacks.ts has the WebService 'backend' already; nothing was changed.",
    ]);
  });

  it.each([
    ['other values', { port: 3000 }, /already, with other values.*port: 3000/],
    ['another size', { memory: '1 GiB' }, /already, with other values.*memory: '1 GiB'/],
  ])('refuse to overwrite with %s', async (_what, other, reason) => {
    await run(service, backend);
    await expect(run(service, { ...backend, ...other })).rejects.toThrow(reason);
  });

  it('refuse the name of something else', async () => {
    await run(service, backend);
    await expect(run(worker, { name: 'backend', application: 'grades' })).rejects.toThrow(
      "has a WebService called 'backend' already",
    );
  });

  it.each([
    ['no such application', { application: 'platform' }, "no application 'platform'. There are grades"],
    ['a name that cannot be', { name: 'Back end' }, "'back-end' would do"],
    ['a host of nobody', { host: 'grades.com' }, 'grades.com'],
    ['no port', { port: 0 }, '0 is not a port'],
    ['half a port', { port: 80.5 }, '80.5 is not a port'],
    ['no path', { healthCheck: 'health' }, "'health' is not the path of a health check"],
    ['no size', { memory: '256' }, "'256' is not an amount of memory"],
    ['no share', { cpu: '1' }, "'1' is not an amount of CPU"],
  ])('refuse %s, with the reason, and write nothing', async (_what, wrong, reason) => {
    const before = stacks();
    await expect(run(service, { ...backend, ...wrong })).rejects.toThrow(reason);
    expect(stacks()).toBe(before);
  });

  it('name the service whose image a job runs: the only one, or the one that is said', async () => {
    const nightly = { name: 'nightly', application: 'grades', schedule: 'rate(1 hour)' };
    await expect(run(job, nightly)).rejects.toThrow('has no service or worker whose image could be run');
    await run(service, backend);
    await run(job, nightly);
    expect(stacks()).toContain('image: backend,');
    expect(await run(job, nightly)).toEqual([]);
    await run(worker, { name: 'mail-sender', application: 'grades', healthCheck: 'node healthy.js' });
    expect(stacks()).toContain("healthCheck: { command: ['node', 'healthy.js'] }");
    const hourly = { ...nightly, name: 'hourly' };
    await expect(run(job, hourly)).rejects.toThrow(
      'Say whose image it runs: --image backend, or --image mail-sender',
    );
    await expect(run(job, { ...hourly, image: 'web' })).rejects.toThrow("no service or worker 'web'");
    await run(job, { ...hourly, image: 'mail-sender' });
    expect(stacks()).toMatch(/const mailSender = new Worker\(this, 'mail-sender'[^]*image: mailSender,/);
  });

  it.each(['every night', 'cron()', "cron(' + x + ')", 'rate(0 hours)'])(
    'refuse %s as a schedule',
    async (schedule) => {
      await run(service, backend);
      await expect(run(job, { name: 'nightly', application: 'grades', schedule })).rejects.toThrow(
        'is no schedule',
      );
    },
  );

  it('leave a file of another shape, and say what to add by hand', async () => {
    replace('extends ApplicationStack', 'extends Base');
    await expect(run(service, backend)).rejects.toThrow(
      /was left as it is[^]*import { WebService } from '@dotkom\/service';[^]*new WebService\(this, 'backend'/,
    );
  });
});

describe('nx g remove', () => {
  beforeEach(async () => {
    await run(application, grades);
    await run(service, backend);
    writeFiles(root, {
      [`apps/grades/${addressesFile}`]:
        '# kept\ngrades-prod aws_ecs_service.backend_service_1\ngrades-prod aws_ecs_service.backend-two_service_1\n',
    });
  });

  it('takes out the code, its import, and its addresses alone', async () => {
    expect(await run(remove, { name: 'backend', application: 'grades' })).toEqual([
      `apps/grades/${addressesFile}`,
      'apps/grades/src/stacks.ts',
    ]);
    expect(stacks()).not.toContain('WebService');
    const addresses = read(`apps/grades/${addressesFile}`);
    expect(addresses).toContain('backend-two');
    expect(addresses).not.toContain('backend_service');
  });

  it('says in which order to go on, and what remains', async () => {
    await run(remove, { name: 'backend', application: 'grades' });
    const [text = ''] = said;
    for (const part of [
      'Nothing is destroyed yet',
      'grades-prod aws_ecs_service.backend_service_1',
      'aws ecr delete-repository --force --repository-name grades/ENVIRONMENT/backend',
      '/releases/grades/ENVIRONMENT/backend',
      'DNS:',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.indexOf('nx diff')).toBeLessThan(text.indexOf('delete-repository'));
    expect(text.indexOf('delete-repository')).toBeLessThan(text.indexOf('nx deploy'));
  });

  it('says when it is gone already, and changes nothing', async () => {
    await run(remove, { name: 'backend', application: 'grades' });
    const before = stacks();
    await expect(run(remove, { name: 'backend', application: 'grades' })).rejects.toThrow(
      "creates nothing called 'backend' in its constructor. It creates nothing.",
    );
    expect(stacks()).toBe(before);
  });

  it('leaves what other code uses, and names the lines', async () => {
    replace("new WebService(this, 'backend'", "const api = new WebService(this, 'backend'");
    replace('export default', 'console.log(api);\nexport default');
    await expect(run(remove, { name: 'backend', application: 'grades' })).rejects.toThrow(
      /used as api in line \d+/,
    );
  });

  it('leaves what is created along with something else', async () => {
    replace("new WebService(this, 'backend'", "new Queue(this, 'mail').allow(new WebService(this, 'backend'");
    replace('});\n  }', '}));\n  }');
    await expect(run(remove, { name: 'backend', application: 'grades' })).rejects.toThrow(
      'does more than that',
    );
  });

  it('tells of a test that speaks of it', async () => {
    writeFiles(root, { 'apps/grades/src/stacks.spec.ts': "expect('backend')" });
    await run(remove, { name: 'backend', application: 'grades' });
    expect(said.at(-1)).toContain("stacks.spec.ts speaks of 'backend'");
  });
});
