import { logger } from '@nx/devkit';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import * as ts from 'typescript';
import { addressesFile } from '@dotkom/synthesised';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { runGenerator } from '../testing/generators';
import application, { constructs } from './application/generator';
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

  it('is called otherwise than every construct that it may use', () => {
    const exported = readFileSync(join(__dirname, '../../../../libs/service/src/index.ts'), 'utf8');
    const names = [...exported.matchAll(/\{ ([A-Z]\w+)/g)].map(([, name]) => name);
    expect(constructs).toEqual(expect.arrayContaining(names.filter((name) => name !== 'ApplicationStack')));
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
      /is not the name of a team.*--owner dotkom\./,
    );
  });
});

describe('nx g service, worker, job and static-site', () => {
  beforeEach(() => run(application, grades));

  it('add what they are called after, with the values that were given', async () => {
    expect(await run(service, backend)).toEqual(['apps/grades/src/stacks.ts']);
    await run(worker, {
      name: 'mailer',
      application: 'grades',
      healthCheck: 'none: it ends when it cannot work',
      memory: '512 MiB',
    });
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
      "new Worker(this, 'mailer', { healthCheck: { none: 'it ends when it cannot work' } cpu: '0.125 vCPU' memory: '512 MiB' });",
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
    const taken = { name: 'backend', application: 'grades', healthCheck: 'node healthy.js' };
    await expect(run(worker, taken)).rejects.toThrow("has a WebService called 'backend' already");
  });

  it.each([
    ['no such application', { application: 'platform' }, "no application 'platform'. There are grades"],
    [
      'a misspelt application',
      { application: 'graeds' },
      "no application 'graeds'. Did you mean 'grades'? There are grades",
    ],
    ['a name that cannot be', { name: 'Back end' }, "'back-end' would do"],
    ['a host of nobody', { host: 'grades.com' }, 'grades.com'],
    ['no port', { port: 0 }, '0 is not a port'],
    ['half a port', { port: 80.5 }, '80.5 is not a port'],
    ['no path', { healthCheck: 'health' }, "'health' is not the path of a health check"],
    ['no size', { memory: '256' }, "'256' is not an amount of memory"],
    ['no share', { cpu: '1' }, "'1' is not an amount of CPU"],
    ['more than a node has', { memory: '4096 MiB' }, "'4096 MiB' fits on no node"],
    ['more vCPUs than a node has', { cpu: '3 vCPU' }, "'3 vCPU' fits on no node"],
  ])('refuse %s, with the reason, and write nothing', async (_what, wrong, reason) => {
    const before = stacks();
    await expect(run(service, { ...backend, ...wrong })).rejects.toThrow(reason);
    expect(stacks()).toBe(before);
  });

  const mailer = { name: 'mailer', application: 'grades' };

  it('ask how a worker is known to work: no reason is made up', async () => {
    await expect(run(worker, mailer)).rejects.toThrow("--health-check 'node healthy.js'");
    for (const healthCheck of ['', ' ', 'none', 'none:', 'none: ', 'none it ends by itself']) {
      await expect(run(worker, { ...mailer, healthCheck })).rejects.toThrow(
        `'${healthCheck}' is no health check`,
      );
    }
    for (const healthCheck of ['/health', '/', '/api/health']) {
      await expect(run(worker, { ...mailer, healthCheck })).rejects.toThrow(
        `'${healthCheck}' looks like the path of a service`,
      );
    }
    expect(stacks()).not.toContain('Worker');
    await run(worker, { ...mailer, healthCheck: '/bin/probe' });
    expect(stacks()).toContain("command: ['/bin/probe']");
  });

  it('have a worker run the image of a service, with a command that is needed then', async () => {
    await run(service, backend);
    const onImage = { ...mailer, image: 'backend', healthCheck: 'node healthy.js' };
    await expect(run(worker, onImage)).rejects.toThrow("--command 'node mailer.js'");
    await expect(run(worker, { ...onImage, command: ' ' })).rejects.toThrow('The command is empty');
    await expect(run(worker, { ...onImage, image: 'web', command: 'node mailer.js' })).rejects.toThrow(
      "no service or worker 'web' whose image could be run",
    );
    await run(worker, { ...onImage, command: 'node mailer.js' });
    expect(stacks()).toMatch(
      /const backend = new WebService[^]*new Worker\(this, 'mailer', \{\s*image: backend,\s*command: \['node', 'mailer\.js'\],\s*healthCheck:/,
    );
  });

  it('name the service whose image a job runs: the only one, or the one that is said', async () => {
    const nightly = {
      name: 'nightly',
      application: 'grades',
      schedule: 'rate(1 hour)',
      command: 'node nightly.js',
    };
    await expect(run(job, nightly)).rejects.toThrow('has no service or worker whose image could be run');
    await run(service, backend);
    await run(job, nightly);
    expect(stacks()).toContain('image: backend,');
    expect(await run(job, nightly)).toEqual([]);
    await run(worker, { name: 'mail-sender', application: 'grades', healthCheck: 'node healthy.js' });
    expect(stacks()).toContain("healthCheck: { command: ['node', 'healthy.js'] }");
    const hourly = { ...nightly, name: 'hourly' };
    await expect(run(job, hourly)).rejects.toThrow(
      "Add, with values of your own: --image 'backend|mail-sender|own'",
    );
    await expect(run(job, { ...hourly, image: 'web' })).rejects.toThrow("no service or worker 'web'");
    await run(job, { ...hourly, image: 'mail-sender' });
    await run(job, { ...nightly, name: 'import', image: 'own' });
    expect(stacks()).toMatch(/new ScheduledJob\(this, 'import', \{\s*schedule:/);
    expect(stacks()).toMatch(/const mailSender = new Worker\(this, 'mail-sender'[^]*image: mailSender,/);
  });

  it.each([
    ['default', 'defaultService'],
    ['scope', 'scopeService'],
    ['environment', 'environmentService'],
    ['arguments', 'argumentsService'],
    ['class', 'classService2'],
  ])(
    'give a service called %s a variable that can be, for the job that runs its image',
    async (name, variable) => {
      replace(
        'super(scope, { environment });',
        'super(scope, { environment });\n    const classService = 1;',
      );
      await run(service, { ...backend, name });
      await run(job, {
        name: 'nightly',
        application: 'grades',
        schedule: 'rate(1 hour)',
        command: 'node nightly.js',
      });
      expect(stacks()).toContain(`const ${variable} = new WebService(this, '${name}'`);
      expect(stacks()).toContain(`image: ${variable},`);
      expect(ts.transpileModule(stacks(), { reportDiagnostics: true }).diagnostics).toEqual([]);
    },
  );

  it('give a site, which has a certificate of its own, a host that the gateway could not serve', async () => {
    const deep = { name: 'web', application: 'grades', host: 'a.b.grades.no' };
    await expect(run(service, { ...backend, host: deep.host })).rejects.toThrow('certificate');
    await run(staticSite, deep);
    expect(stacks()).toContain("prod: 'a.b.grades.no'");
    expect(stacks()).toContain("staging: 'a.b.staging.grades.no'");
    await expect(run(staticSite, { ...deep, name: 'other', host: 'a.grades.com' })).rejects.toThrow(
      'grades.no',
    );
  });

  it('refuse a host that another application has, in prod or in staging, and write nothing', async () => {
    await run(service, backend);
    await run(application, { name: 'avisen', owner: 'dotkom' });
    const taken = { name: 'web', application: 'avisen', host: 'api.grades.no' };
    const reason =
      "The host 'api.grades.no' is taken: grades/backend answers under it (apps/grades/src/stacks.ts)";
    await expect(run(staticSite, taken)).rejects.toThrow(reason);
    await expect(run(staticSite, { ...taken, application: 'grades' })).rejects.toThrow(reason);
    replace("'api.grades.no'", "'backend.grades.no'");
    await expect(run(staticSite, taken)).rejects.toThrow("The host 'api.staging.grades.no' is taken");
    replace("'api.staging.grades.no'", 'elsewhere');
    replace('export default', "const elsewhere = 'api.staging.grades.no';\nexport default");
    await expect(run(staticSite, taken)).rejects.toThrow('is taken: grades answers under it');
    expect(read('apps/avisen/src/stacks.ts')).not.toContain('StaticSite');
  });

  it('take a value that looks like a number for the text that it is', async () => {
    await expect(
      run(worker, {
        name: 'mailer',
        application: 'grades',
        healthCheck: 'node healthy.js',
        memory: 512 as never,
      }),
    ).rejects.toThrow("'512' is not an amount of memory");
  });

  it.each([
    ...['every night', 'cron()', "cron(' + x + ')", 'rate(0 hours)', 'rate(1 minutes)'],
    ...['cron(0 4 * * *)', 'cron(0 25 * * ? *)', 'cron(0 0 30 2 ? *)'],
  ])('refuse %s as a schedule, and write nothing', async (schedule) => {
    await run(service, backend);
    const before = stacks();
    await expect(
      run(job, { name: 'nightly', application: 'grades', schedule, command: 'node nightly.js' }),
    ).rejects.toThrow(/is not a schedule|never comes/);
    expect(stacks()).toBe(before);
  });

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

  it('takes out what its image needs, and leaves what others need', async () => {
    const needs = (...tasks: string[]) => ({
      repository: 'dotkom/grades',
      commit: 'a'.repeat(40),
      tasks: Object.fromEntries(tasks.map((task) => [task, { files: ['env.ts'], start: {} }])),
    });
    const file = 'apps/grades/image-needs.json';
    writeFiles(root, { [file]: needs('backend', 'frontend') });
    expect(await run(remove, { name: 'backend', application: 'grades' })).toContain(file);
    expect(JSON.parse(read(file))).toEqual(needs('frontend'));
  });

  it('says in which file what is no JSON stands, before anything changes', async () => {
    const before = stacks();
    writeFiles(root, { 'apps/grades/image-needs.json': '{' });
    await expect(run(remove, { name: 'backend', application: 'grades' })).rejects.toThrow(
      /^apps\/grades\/image-needs\.json does not say what images need\. It is no JSON: /,
    );
    expect(stacks()).toBe(before);
  });

  const records = (stack: string, ...hosts: string[]) =>
    hosts.map((host) => `${stack} aws_route53_record.Hosts_${host}_0A1B2C3D\n`).join('');

  it('confirms that the records of its hosts go, and leaves those of a host that something else has', async () => {
    replace("prod: 'api.grades.no'", "prod: ['api.grades.no', 'www.grades.no']");
    replace(
      'super(scope, { environment });',
      "super(scope, { environment });\nanother(this, 'www.grades.no');",
    );
    const own =
      records('grades-prod', 'A-apigradesno', 'AAAA-apigradesno') +
      records('grades-staging', 'A-apistaginggradesno');
    const others = records('grades-prod', 'A-apigrades', 'A-second-apigradesno', 'A-wwwgradesno');
    writeFiles(root, { [`apps/grades/${addressesFile}`]: own + others });
    await run(remove, { name: 'backend', application: 'grades' });
    const left = read(`apps/grades/${addressesFile}`).replace(/^#.*\n/, '');
    expect(left.split('\n').sort()).toEqual(others.split('\n').sort());
    for (const line of own.trim().split('\n')) expect(said.join()).toContain(line);
  });

  it('tells of what adoption.json says of its hosts, by which the stacks would be refused', async () => {
    writeFiles(root, {
      'apps/grades/adoption.json': { prod: { hosts: { 'api.grades.no': {}, 'grades.no': {} } } },
    });
    await run(remove, { name: 'backend', application: 'grades' });
    expect(said.join('\n')).toContain('adoption.json says where api.grades.no led before, and nothing has');
  });

  it('says in which order to go on, and what remains', async () => {
    await run(remove, { name: 'backend', application: 'grades' });
    const [text = ''] = said;
    for (const part of [
      'Nothing is destroyed yet',
      'grades-prod aws_ecs_service.backend_service_1',
      'aws ecr delete-repository --force --repository-name grades/ENVIRONMENT/backend',
      '/releases/grades/ENVIRONMENT/backend',
      'Tell who opens api.grades.no, api.staging.grades.no',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.indexOf('nx diff')).toBeLessThan(text.indexOf('delete-repository'));
    expect(text.indexOf('delete-repository')).toBeLessThan(text.indexOf('nx deploy'));
  });

  const text = () => said.find((each) => each.includes('Nothing is destroyed yet')) ?? '';

  it('says of a database that its data remains, and of what used it by shorthand, too', async () => {
    replace(
      "new WebService(this, 'backend', {",
      "const database = new Database(this, 'database');\nnew WebService(this, 'backend', { database,",
    );
    await run(remove, { name: 'backend', application: 'grades' });
    expect(text()).toContain('Data: the database of grades, with all that is in it.');
    said = [];
    await run(remove, { name: 'database', application: 'grades' });
    expect(text()).toMatch(/What remains.*Data: the database of grades in each environment.*DATABASE_URL/s);
    expect(text()).not.toContain('image');
  });

  it.each([
    ['Queue', 'its messages go with it'],
    ['Bucket', 'empty its bucket'],
  ])('says of a %s what is lost with it, and that nothing remains', async (className, words) => {
    replace('new WebService(', `new ${className}(this, 'store', {});\nnew WebService(`);
    await run(remove, { name: 'store', application: 'grades' });
    expect(text()).toContain(words);
    expect(text()).toMatch(/Then nothing remains of it\.$/);
  });

  it('tells of variables that only it used, which the compiler would refuse', async () => {
    replace(
      "new WebService(this, 'backend', {",
      "const kept = 1;\nconst database = new Database(this, 'database');\nnew WebService(this, 'backend', { database,",
    );
    await run(remove, { name: 'backend', application: 'grades' });
    expect(said.join()).toContain('nothing uses database any more, which does not compile');
    expect(stacks()).toContain('const database = new Database');
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
