import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { synthesise } from './synthesise';
import { isUserError } from './user-error';

const twoStacks = `
  import { InfraStack } from '@dotkom/stack';
  export default (app) => {
    for (const environment of ['staging', 'prod']) new InfraStack(app, \`demo-\${environment}\`, { environment });
  };`;

/** A stack in which a memory, a CPU and a name are wrong, in two constructs, and one that is right. */
const problematic = `
  import { Construct } from 'constructs';
  import { checked, checkedWord, cpuUnits, InfraStack, mebibytes } from '@dotkom/stack';
  export default (app) => {
    new InfraStack(app, 'demo-good', { environment: 'prod' });
    const stack = new InfraStack(app, 'demo-prod', { environment: 'prod' });
    const server = new Construct(stack, 'server');
    checked(server, () => mebibytes('512 MB'), 1);
    checked(server, () => cpuUnits('a lot'), 1);
    checked(new Construct(stack, 'web'), () => checkedWord('a service', 'My_Web'), 'web');
  };`;

describe('synthesising a project', () => {
  let root: string;
  let outdir: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'synthesise (1) å-')); // As a browser calls what is downloaded twice.
    outdir = join(root, 'out');
    symlinkSync(dirname(dirname(require.resolve('constructs/package.json'))), join(root, 'node_modules'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (path: string, text: string) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const project = (stacks?: string, json: object = { name: 'demo', metadata: { owner: 'dotkom' } }) => {
    write('project.json', JSON.stringify(json));
    if (stacks !== undefined) write('src/stacks.ts', stacks);
  };
  const refusal = (): string => {
    try {
      synthesise(root, outdir);
    } catch (error) {
      if (isUserError(error)) return error.message;
      throw error;
    }
    throw new Error('Nothing was refused.');
  };
  const stackFile = (stack: string) => join(outdir, 'stacks', stack, 'cdk.tf.json');

  it('writes the Terraform JSON of every stack, with the project as application and its owner', () => {
    project(twoStacks, { name: 'demo', metadata: { owner: 'backlog' } });
    synthesise(root, outdir);
    expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(['demo-prod', 'demo-staging']);
    const { tags } = JSON.parse(readFileSync(stackFile('demo-staging'), 'utf8')).provider.aws[0]
      .default_tags[0];
    expect(tags).toMatchObject({ Application: 'demo', Environment: 'staging', Owner: 'backlog' });
  });

  it('refuses a project.json without a name, and one that is no JSON', () => {
    project(twoStacks, { metadata: { owner: 'dotkom' } });
    expect(refusal()).toContain('project.json does not say what the project is called');
    write('project.json', '{ "name": ');
    expect(refusal()).toContain('project.json:1 cannot be read: it is no JSON');
    write('project.json', '{\n  "name": "demo",\n}');
    expect(refusal()).toContain('project.json:3 cannot be read: it is no JSON');
    write('project.json', 'null');
    expect(refusal()).toContain('project.json does not say what the project is called');
  });

  it('reads a project.json as an editor on Windows writes it', () => {
    project(twoStacks);
    write('project.json', `\uFEFF${readFileSync(join(root, 'project.json'), 'utf8')}`);
    synthesise(root, outdir);
    expect(existsSync(stackFile('demo-prod'))).toBe(true);
  });

  it('writes the same bytes every time', () => {
    project(twoStacks);
    const written = [1, 2].map(() => {
      synthesise(root, outdir);
      return readFileSync(stackFile('demo-prod'), 'utf8');
    });
    expect(written[0]).toBe(written[1]);
  });

  it('leaves nothing of before where something is wrong now', () => {
    project(twoStacks);
    synthesise(root, outdir);
    project(problematic);
    jest.resetModules();
    expect(refusal()).toContain('512 MB');
    expect(readdirSync(root).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  it('writes to no folder that holds anything else, and deletes nothing of it, also where a stack is wrong', () => {
    for (const stacks of [twoStacks, problematic]) {
      project(stacks);
      write('out/thesis.txt', 'hi');
      jest.resetModules();
      expect(refusal()).toMatch(
        /^Stacks cannot be written to .*out: it holds thesis\.txt, and what is there/,
      );
      expect(readdirSync(outdir)).toEqual(['thesis.txt']);
    }
  });

  it('takes a folder of stacks for a synth’s only where it holds nothing else', () => {
    project(twoStacks);
    write('out/stacks/notes.txt', 'hi');
    expect(refusal()).toContain('it holds notes.txt');
    expect(readdirSync(join(outdir, 'stacks'))).toEqual(['notes.txt']);
  });

  it('writes neither over a file nor over a link, nor below a file', () => {
    project(twoStacks);
    write('file', 'hi');
    symlinkSync(join(root, 'src'), join(root, 'link'));
    for (const name of ['file', 'link']) {
      outdir = join(root, name);
      expect(refusal()).toContain(`${name}: it is there, and is no folder`);
    }
    outdir = join(root, 'file', 'out');
    expect(refusal()).toMatch(/file\/out: ENOTDIR.*Give a folder whose parent you may write to/);
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('hi');
  });

  it('removes what one that was killed has left beside, and not what another writes now', () => {
    project(twoStacks);
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const name of ['out.1', 'out.1.before', 'out.2', 'out.old']) mkdirSync(join(root, name));
    write('out.2026/report.txt', 'hi');
    write('out.7', 'hi');
    for (const name of ['out.1', 'out.1.before', 'out.old', 'out.2026', 'out.7'])
      utimesSync(join(root, name), longAgo, longAgo);
    synthesise(root, outdir);
    const left = readdirSync(root).filter((name) => name.startsWith('out'));
    expect(left.sort()).toEqual(['out', 'out.2', 'out.2026', 'out.7', 'out.old']);
  });

  it('leaves nothing of a stack that the project no longer has', () => {
    project(twoStacks);
    write('out/stacks/demo-retired/cdk.tf.json', '{}');
    synthesise(root, outdir);
    expect(existsSync(stackFile('demo-retired'))).toBe(false);
    expect(existsSync(stackFile('demo-prod'))).toBe(true);
  });

  it('names every problem of every stack in one message, each with the path of its construct', () => {
    project(problematic);
    expect(refusal()).toBe(
      [
        '3 problems to mend before anything is planned; nothing was written.',
        '',
        '  demo-prod/server',
        "    '512 MB' is not an amount of memory. Write a whole number of MiB or GiB above 0, such as '512 MiB' or '1 GiB'. '512 MiB' would do.",
        '  demo-prod/server',
        "    'a lot' is not an amount of CPU. Write vCPUs in steps of 1/1024 above 0, such as '0.25 vCPU' or '1 vCPU'.",
        '  demo-prod/web',
        "    'My_Web' cannot be the name of a service: it must begin with a letter, hold only lower-case letters, digits and single hyphens between them, and be at most 30 characters long. 'my-web' would do.",
      ].join('\n'),
    );
  });

  it('writes no stack when one has a problem, and takes away what an earlier synth wrote', () => {
    project(problematic);
    write('out/stacks/demo-good/cdk.tf.json', '{}');
    refusal();
    expect(existsSync(stackFile('demo-good'))).toBe(false);
    expect(existsSync(stackFile('demo-prod'))).toBe(false);
  });

  it('speaks of one problem in the singular', () => {
    project(`
      import { checked, InfraStack, mebibytes } from '@dotkom/stack';
      export default (app) => {
        checked(new InfraStack(app, 'demo-prod', { environment: 'prod' }), () => mebibytes('much'), 1);
      };`);
    expect(refusal()).toMatch(/^1 problem to mend/);
  });

  it.each([
    ['no metadata', { name: 'demo' }, 'it has none'],
    ['no owner', { name: 'demo', metadata: {} }, 'it has none'],
    ['an empty owner', { name: 'demo', metadata: { owner: '' } }, 'it has ""'],
    ['two owners', { name: 'demo', metadata: { owner: ['a', 'b'] } }, 'it has ["a","b"]'],
    ['a person with a space', { name: 'demo', metadata: { owner: 'Ola N' } }, 'it has "Ola N"'],
  ])('refuses a project with %s, and says what to write where', (_, json, found) => {
    project(twoStacks, json);
    const message = refusal();
    expect(message).toContain(
      `${relative(process.cwd(), join(root, 'project.json'))} must name the team that owns the project: ${found}.`,
    );
    expect(message).toContain('"metadata": { "owner": "<team>" }');
    expect(existsSync(join(outdir, 'stacks'))).toBe(false);
  });

  it.each([['["production"]'], ['"prod"'], ['[]'], ['["prod","prod"]']])(
    'refuses a project with %s as its environments, and says where and what may be',
    (environments) => {
      project(twoStacks, {
        name: 'demo',
        metadata: { owner: 'dotkom', environments: JSON.parse(environments) },
      });
      expect(refusal()).toContain(
        `project.json: the "environments" below "metadata" are ${environments}. Write a list of some of 'staging', 'prod'`,
      );
    },
  );

  it('names the file of another project that is wrong, and not the line that reads it', () => {
    write('other/project.json', JSON.stringify({ name: 'other', metadata: {} }));
    project(`
      import { join } from 'node:path';
      import { readProject } from '@dotkom/stack';
      export default () => readProject(join(__dirname, '..', 'other'));`);
    expect(refusal()).toMatch(/\n\n {2}\S.*other\/project\.json must name the team/);
  });

  it('refuses a folder that is no project', () => {
    expect(refusal()).toContain(`There is no project.json in ${root}.`);
  });

  it.each([
    ['a stacks file without a default export', 'export const stacks = () => {};'],
    ['a default export that creates nothing', 'export default { grades: true };'],
  ])('refuses a project with %s, and shows how to write one', (_, stacks) => {
    project(stacks);
    const message = refusal();
    expect(message).toContain('stacks.ts does not say which stacks the project has.');
    expect(message).toContain('export default applicationStacks(Grades);');
  });

  it('says which file is missing where a project has no stacks', () => {
    project();
    expect(refusal()).toMatch(/There is no \S.*src\/stacks\.ts.*export default applicationStacks\(Grades\);/);
  });

  it.each([
    ['throws', 'throw new TypeError("no such thing");', 'TypeError: no such thing'],
    ['throws a text', 'throw "no such thing";', 'throws "no such thing", which is no Error'],
    ['throws an object', 'throw { a: 1 };', 'throws {"a":1}, which is no Error'],
    ['throws nothing', 'throw undefined;', 'throws undefined, which is no Error'],
    [
      'throws what has no text',
      'throw Object.create(null, { a: { get() { throw 1; } } });',
      'which is no Error',
    ],
    [
      'throws what holds itself',
      'const o = { a: 10n }; o.o = o; throw o;',
      'Circular *1] }, which is no Error',
    ],
    ['throws with a number as code', 'throw Object.assign(new Error("x"), { code: 5 });', 'here. Error: x'],
    [
      'throws for a cause',
      'throw new Error("x", { cause: new TypeError("y") });',
      'x, because of TypeError: y',
    ],
    ['throws two lines', 'throw new Error("one\\ntwo");', 'here. Error: one\n    two'],
    ['asks the network', 'void fetch("http://127.0.0.1:1");', 'fetch() is something else each time'],
    ['uses what it forgot to import', 'new WebService(app);', 'ReferenceError: WebService is not defined'],
    [
      'ends within a check',
      'checked(new InfraStack(app, "demo", { environment: "prod" }), () => { throw new RangeError("far"); }, 1);',
      'RangeError: far',
    ],
    ['reads the clock', 'String(new Date());', 'new Date() is something else each time'],
    ['reads the clock by its function', 'Date.now();', 'Date.now() is something else each time'],
    ['draws lots', 'Math.random();', 'Math.random() is something else each time'],
    ['makes a name up', 'randomUUID();', 'randomUUID() is something else each time'],
    ['reads the clock as a function', 'Date();', 'Date() is something else each time'],
    ['writes now', 'new Intl.DateTimeFormat("nb").format();', 'Intl.DateTimeFormat().format() is something'],
    [
      'takes now apart',
      'new Intl.DateTimeFormat("nb").formatToParts();',
      'formatToParts() is something else',
    ],
    ['counts nanoseconds', 'process.hrtime();', 'process.hrtime() is something else each time'],
    ['counts them in one number', 'process.hrtime.bigint();', 'process.hrtime.bigint() is something else'],
    ['asks how long it runs', 'process.uptime();', 'process.uptime() is something else each time'],
    ['asks when it began', 'performance.timeOrigin;', 'performance.timeOrigin is something else each time'],
    ['asks for its process', 'process.pid;', 'process.pid is something else each time'],
    ['makes a name up without an import', 'crypto.randomUUID();', 'crypto.randomUUID() is something else'],
    ['draws numbers', 'crypto.getRandomValues(new Uint8Array(4));', 'crypto.getRandomValues() is something'],
    ['draws numbers by an import', 'nodeCrypto.getRandomValues(new Uint8Array(4));', 'getRandomValues() is'],
    [
      'makes a key up',
      'nodeCrypto.generateKeySync("hmac", { length: 64 });',
      'generateKeySync() is something',
    ],
    ['makes a prime up', 'nodeCrypto.generatePrimeSync(32);', 'generatePrimeSync() is something else'],
    ['draws later', 'nodeCrypto.randomBytes(4, () => undefined);', 'randomBytes() is something else'],
    ['sorts as this machine does', '"a".localeCompare("b");', "''.localeCompare() is something else"],
    ['writes as this machine does', '(1.5).toLocaleString();', '(0).toLocaleString() is something else'],
    ['asks for no language', 'new Intl.NumberFormat();', 'Intl.NumberFormat() is something else'],
    ['asks where it runs', 'process.cwd();', 'process.cwd() is something else'],
    ['asks what it runs on', 'process.platform;', 'process.platform is something else'],
    ['runs a program', 'execSync("true");', 'execSync() is something else each time'],
    ['reads a file of this machine', 'readFileSync("/etc/hostname");', "readFileSync('/etc/hostname') is"],
    ['looks for a file of this machine', 'existsSync("/etc");', "existsSync('/etc') is something else"],
    [
      'reads a file from where the command was given',
      'readFileSync("package.json");',
      "readFileSync('package.json'), from where the command was given, is something else",
    ],
    ['asks for its machine', 'hostname();', 'os.hostname() is something else each time'],
    ['asks for its user', 'userInfo();', 'os.userInfo() is something else each time'],
    ['looks whether the shell has a variable', '"CI" in process.env;', 'process.env.CI is something else'],
    ['lists the variables of the shell', 'Object.keys(process.env);', 'process.env is something else'],
    ['reads a variable of the shell', 'process.env.HOME;', 'process.env.HOME is something else each time'],
    ['answers no environment', 'new Environment("prod").pick({ staging: 1 });', "no answer for 'prod'"],
    [
      'gives a stack nothing to be part of',
      'new InfraStack(undefined, "demo", { environment: "prod" });',
      'A construct must be part of another',
    ],
    [
      'gives a stack what is none of its properties',
      'new InfraStack(app, "demo", { environment: "prod", owner: "x" });',
      "no property 'owner'",
    ],
  ])('tells what the project’s own code did that %s, and in which line', (_, code, words) => {
    project(`import nodeCrypto, { randomUUID } from 'node:crypto'; import { hostname, userInfo } from 'node:os'; import { existsSync, readFileSync } from 'node:fs'; import { execSync } from 'node:child_process';
      import { checked, Environment, InfraStack } from '@dotkom/stack';
      void [nodeCrypto, randomUUID, hostname, userInfo, existsSync, readFileSync, execSync, checked, Environment, InfraStack];
      export default (app) => {
        ${code}
      };`);
    const message = refusal();
    expect(message).toContain(words);
    if (!words.includes('no Error')) expect(message).toMatch(/src\/stacks\.ts:5\n/);
    expect(message).not.toMatch(/^\s+at /m);
    expect(existsSync(stackFile('demo'))).toBe(false);
  });

  it('lets packages look at the clock, also those that the project calls', () => {
    project(`${twoStacks}
      export const drawn = require('fast-check').sample(require('fast-check').date({ max: new Date(0) }), 1);`);
    expect(() => synthesise(root, outdir)).not.toThrow();
  });

  it('lets a date be written down', () => {
    project(`${twoStacks}
      export const from = new Date('2027-01-14T11:45:00Z').getTime();
      export const written = new Intl.DateTimeFormat('nb').format(from);`);
    expect(() => synthesise(root, outdir)).not.toThrow();
  });

  it('lets a language be named, and files of the repository be read', () => {
    project(`${twoStacks}
      export const sorted = ['b', 'a'].sort((one, other) => one.localeCompare(other, 'nb'));
      export const written = (1.5).toLocaleString('nb');
      export const read = require('node:fs').readFileSync(__filename, 'utf8');`);
    expect(() => synthesise(root, outdir)).not.toThrow();
  });

  it('leaves every clock as it was', () => {
    project(twoStacks);
    synthesise(root, outdir);
    expect([new Date(), Date(), process.hrtime.bigint(), performance.timeOrigin, process.pid]).toHaveLength(
      5,
    );
    expect(Object.getOwnPropertyNames(performance)).not.toContain('timeOrigin');
  });

  it('shows what stopped the code beside the problems that were noted before', () => {
    project(`
      import { checked, InfraStack, mebibytes } from '@dotkom/stack';
      export default (app) => {
        checked(new InfraStack(app, 'demo', { environment: 'prod' }), () => mebibytes('much'), 1);
        throw new Error('mine');
      };`);
    expect(refusal()).toMatch(/^2 problems.*'much' is not an amount of memory.*Error: mine/s);
  });

  it.each([
    ['a function', '() => 3', 'a function'],
    ['a bigint', '10n', '10 (bigint)'],
    ['a number that is none', 'NaN', 'NaN (number)'],
    ['a Map', 'new Map()', 'a Map'],
    [
      'what holds itself',
      '(() => { const ring = {}; ring.again = ring; return ring; })()',
      'what it is in itself',
    ],
  ])('refuses an override by %s, and all of them at once', (_, value, words) => {
    project(`
      import { InfraStack } from '@dotkom/stack';
      export default (app) => {
        const stack = new InfraStack(app, 'demo', { environment: 'prod' });
        stack.addOverride('terraform.first', [${value}]);
        stack.addOverride('terraform.second', ${value});
      };`);
    const message = refusal();
    expect(message).toMatch(/^2 problems/);
    expect(message).toContain(`The override of 'terraform.first.0`);
    expect(message).toContain(`The override of 'terraform.second`);
    expect(message.split(`is ${words}, which Terraform's JSON cannot hold`)).toHaveLength(3);
  });

  it.each([
    ['a function', '() => 3', 'a function'],
    ['a bigint', '10n', 'a bigint'],
    ['what holds itself', 'ring', 'one that holds itself'],
  ])('refuses %s as a value, and says of what, in every stack', (_, value, words) => {
    project(`
      import { InfraStack } from '@dotkom/stack';
      import { TerraformOutput } from 'cdktf';
      const ring = {};
      ring.again = ring;
      export default (app) => {
        for (const name of ['staging', 'prod'])
          new TerraformOutput(new InfraStack(app, name, { environment: name }), 'late', { value: ${value} });
      };`);
    expect(refusal()).toMatch(
      new RegExp(`^1 problem.*\\n  staging/late, prod/late\\n.*JSON cannot hold: ${words}\\.`, 's'),
    );
  });

  it('refuses what is of another stack', () => {
    project(`
      import { InfraStack } from '@dotkom/stack';
      import { TerraformOutput } from 'cdktf';
      let kept;
      export default (app) => {
        for (const name of ['staging', 'prod']) {
          const stack = new InfraStack(app, name, { environment: name });
          kept ??= stack.accountId;
          new TerraformOutput(stack, 'kept', { value: kept });
        }
      };`);
    expect(refusal()).toMatch(/^1 problem.*\n {2}prod\n {4}Something in it is of staging, which is another/s);
  });

  it('lets the answer of an environment be asked by a function of its own', () => {
    project(`
      import { Environment, InfraStack } from '@dotkom/stack';
      export default (app) => {
        const { pick } = new Environment('prod');
        new InfraStack(app, pick({ prod: 'right', staging: 'wrong' }), { environment: 'prod' });
      };`);
    synthesise(root, outdir);
    expect(readdirSync(join(outdir, 'stacks'))).toEqual(['right']);
  });

  it('names what is called the same twice, a stack too', () => {
    project(`
      import { InfraStack } from '@dotkom/stack';
      export default (app) => {
        for (const _ of [1, 2]) new InfraStack(app, 'demo', { environment: 'prod' });
      };`);
    expect(refusal()).toContain("Two things are called 'demo'");
  });

  it("names the line that uses 'this' before super", () => {
    project(`
      import { InfraStack } from '@dotkom/stack';
      class Demo extends InfraStack {
        constructor(app) {
          this.early = true;
          super(app, 'demo', { environment: 'prod' });
        }
      }
      export default (app) => { new Demo(app); };`);
    expect(refusal()).toMatch(/^1 problem.*src\/stacks\.ts:5.*super/s);
  });

  it('refuses a value that is computed late, and fails, by its line', () => {
    project(`
      import { InfraStack } from '@dotkom/stack';
      import { Lazy, TerraformOutput } from 'cdktf';
      export default (app) => {
        const stack = new InfraStack(app, 'demo', { environment: 'prod' });
        new TerraformOutput(stack, 'late', { value: Lazy.stringValue({ produce: () => { throw new Error('mine'); } }) });
      };`);
    expect(refusal()).toMatch(/^1 problem.*src\/stacks\.ts:6.*mine/s);
  });

  it.each([
    ['is a class', 'export default class Demo {}', 'is the class Demo'],
    ['makes nothing', 'export default () => {};', 'made no stack'],
    ['is asynchronous', 'export default async () => {};', 'is asynchronous'],
    [
      'is asynchronous and fails',
      'export default async () => { throw new Error("late"); };',
      'is asynchronous',
    ],
  ])('refuses a default export that %s, and says of which file', (_, stacks, words) => {
    project(stacks);
    expect(refusal()).toContain(words);
    expect(refusal()).toMatch(/The default export of \S.*src\/stacks\.ts/);
  });

  describe('from the command line', () => {
    const run = (variables: NodeJS.ProcessEnv = {}, paths = [root, outdir], cwd = __dirname) => {
      const program = join(__dirname, 'main.js');
      const env = { ...process.env, ...variables };
      return spawnSync(process.execPath, [program, ...paths], { cwd, encoding: 'utf8', env });
    };

    it('writes the same from every folder', () => {
      project(twoStacks);
      expect(run({}, undefined, tmpdir())).toMatchObject({ status: 0, stderr: '' });
      expect(existsSync(stackFile('demo-prod'))).toBe(true);
    });

    it('tells a line by a folder that is another’s link, too', () => {
      project('\nthrow new Error("mine");');
      const link = join(tmpdir(), `${basename(root)}-link`);
      symlinkSync(root, link);
      const { stderr } = run({}, [link, outdir]);
      rmSync(link);
      expect(stderr).toMatch(/stacks\.ts:2\n {4}The code stopped here\. Error: mine\n$/);
    });

    it.each([[[]], [['apps/grades']]])('says what it needs, given %p', (paths) => {
      const { status, stderr } = run({}, paths);
      expect(stderr).toMatch(/^Say what to synthesise, and into which folder: .*\n$/);
      expect(status).toBe(1);
    });

    it('names whose code is wrong, and of what is no Error whose it can be', () => {
      project(twoStacks);
      write('second/project.json', JSON.stringify({ name: 'second', metadata: { owner: 'dotkom' } }));
      const both = [root, outdir, join(root, 'second'), join(root, 'out-second')];
      write('second/src/stacks.ts', 'process.exit(0);');
      expect(run({}, both, root).stderr).toMatch(/^The code of second\/src\/stacks\.ts ended this process/);
      write('second/src/stacks.ts', `${twoStacks}\nsetTimeout(() => { throw new Error('late'); });`);
      expect(run({}, both, root).stderr).toMatch(/^1 problem.*\n {2}second\/src\/stacks\.ts:6\n/s);
      write('second/src/stacks.ts', `${twoStacks}\nvoid Promise.reject(7);`);
      expect(run({}, both, join(root, 'src')).stderr).toMatch(/^1 problem.*\n {2}\.\. or \.\.\/second\n/s);
    });

    it('has the same times in every time zone', () => {
      project(`${twoStacks}\nconsole.log(new Date(2030, 0, 1).toISOString(), new Date(0).getHours());`);
      for (const TZ of ['America/New_York', 'Asia/Tokyo', undefined])
        expect(run({ TZ }).stdout).toContain('2030-01-01T00:00:00.000Z 0');
    });

    it('writes all of them, also where the same project is synthesised several times at once', async () => {
      project(twoStacks);
      const program = join(__dirname, 'main.js');
      const once = () => {
        const child = spawn(process.execPath, [program, root, outdir], { cwd: __dirname });
        return new Promise((resolve) => child.on('close', resolve));
      };
      expect(await Promise.all([once(), once(), once()])).toEqual([0, 0, 0]);
      expect(readdirSync(join(outdir, 'stacks')).sort()).toEqual(['demo-prod', 'demo-staging']);
      expect(readdirSync(root).filter((name) => name.startsWith('out'))).toEqual(['out']);
    });

    it("ends with an exit code that is not 0 and, for a person's mistake, the message alone", () => {
      project('', { name: 'demo' });
      const { status, stderr } = run();
      expect(status).toBe(1);
      expect(stderr).toContain('must name the team that owns the project');
      expect(stderr).not.toMatch(/^\s+at /m);
    });

    it.each([
      ['is no TypeScript', 'export default {\n  ,', 'stacks.ts:2\n    This is no TypeScript'],
      [
        'imports what is not there',
        "\nimport './nowhere';",
        "stacks.ts:2\n    There is no './nowhere' to import.",
      ],
      [
        'makes something later',
        `import { Construct } from 'constructs';
         import { InfraStack } from '@dotkom/stack';
         import { readFile } from 'node:fs/promises';
         const later = async (stack) => {
           await readFile(__filename);
           new Construct(stack, 'late');
         };
         export default (app) => void later(new InfraStack(app, 'demo-prod', { environment: 'prod' }));`,
        'stacks.ts:6\n    This makes something after the stacks were written, and nothing waits for it.',
      ],
      [
        'waits at its top',
        '\nawait Promise.resolve();\nexport {};',
        'stacks.ts:2\n    Nothing waits for an await at the top of a file.',
      ],
      [
        'misspells what its own file has',
        "import { earli } from './place';\n\nearli();",
        "TypeError: earli is not a function. There is no 'earli' in './place'. Did you mean 'early'?\n",
      ],
      [
        'misspells what all of a module has',
        "import * as stack from '@dotkom/stack';\n\nnew stack.InfraStak();",
        "There is no 'InfraStak' in '@dotkom/stack'. Did you mean 'InfraStack'?\n",
      ],
      [
        'extends what all of a module has not',
        "import * as stack from '@dotkom/stack';\n\nclass A extends stack.InfraStak {}",
        "There is no 'InfraStak' in '@dotkom/stack'. Did you mean 'InfraStack'?\n",
      ],
      [
        'misspells what it requires',
        "const { InfraStak } = require('@dotkom/stack');\n\nnew InfraStak();",
        "There is no 'InfraStak' in '@dotkom/stack'. Did you mean 'InfraStack'?\n",
      ],
      [
        'imports by default what is none',
        "import InfraStack from '@dotkom/stack';\n\nnew InfraStack();",
        "'@dotkom/stack' has no default export. Write import { InfraStack } from '@dotkom/stack';\n",
      ],
      [
        'is stopped by Node.js',
        '\nnew URL("nope");',
        'stacks.ts:2\n    The code stopped here. TypeError: Invalid',
      ],
      [
        'reads what is not there',
        `${twoStacks}\nrequire('node:fs').readFileSync(__filename + 'x');`,
        'stacks.ts:6\n    The code stopped here. Error: ENOENT',
      ],
      [
        'clones what cannot be',
        '\nstructuredClone(() => 1);',
        'stacks.ts:2\n    The code stopped here. DataCloneError',
      ],
      [
        'imports what is not there later',
        "import { noteProblem } from '@dotkom/stack';\n// './nowhere\nvoid import('./nowhere');",
        "stacks.ts:3\n    import('./nowhere') is asynchronous",
      ],
      [
        'imports a package that is not there later',
        "void import('@dotkom/nowhere');",
        "stacks.ts:1\n    There is no '@dotkom/nowhere' to import.",
      ],
      [
        'imports JSON that is none',
        "import './broken.json';",
        /stacks\.ts:1\n {4}\S.*src\/broken\.json:1 cannot be read: it is no JSON/,
      ],
      [
        'imports what is neither TypeScript nor JSON',
        "import './style.css';",
        /stacks\.ts:1\n {4}\S.*src\/style\.css:1 cannot be imported: it is read as JavaScript/,
      ],
      [
        'uses what another file is still to make',
        "import { early } from './other';\nexport const made = 1;\nvoid early;",
        "other.ts:3\n    The code stopped here. ReferenceError: Cannot access 'made' before initialization. The line that makes 'made' has not run yet.",
      ],
      [
        'misspells what it imports',
        'import { mebybytes } from "@dotkom/stack";\n\nmebybytes("1 GiB");',
        "stacks.ts:3\n    The code stopped here. TypeError: mebybytes is not a function. There is no 'mebybytes' in '@dotkom/stack'. Did you mean 'mebibytes'?\n",
      ],
      [
        'extends what it misspells',
        "import { InfraStak } from '@dotkom/stack';\n\nclass A extends InfraStak {}",
        "There is no 'InfraStak' in '@dotkom/stack'. Did you mean 'InfraStack'?\n",
      ],
      [
        'makes what another package has',
        "import { App } from 'cdktf';\nimport { Construct, TerraformStack } from 'constructs';\nnew TerraformStack(new App(), 'a');\nvoid Construct;",
        "stacks.ts:3\n    The code stopped here. TypeError: TerraformStack is not a constructor. There is no 'TerraformStack' in 'constructs'. Import it: import { TerraformStack } from 'cdktf';\n",
      ],
      [
        'goes on for ever',
        `${twoStacks}\nsetInterval(() => undefined, 100);`,
        /^Something in the code of \S.* goes on after the stacks are made/,
      ],
      [
        'ends the process in the middle',
        'process.exit(0);',
        /^The code of .*stacks\.ts ended this process before its stacks were written/,
      ],
      [
        'uses what it forgot to import from where it imports',
        "import { noteProblem } from '@dotkom/stack';\n\nmebibytes('512 MiB');",
        "stacks.ts:3\n    The code stopped here. ReferenceError: mebibytes is not defined. Import it: import { mebibytes } from '@dotkom/stack';",
      ],
      [
        'uses what is nowhere',
        "import { noteProblem } from '@dotkom/stack';\n\nnowhere();",
        'stacks.ts:3\n    The code stopped here. ReferenceError: nowhere is not defined\n',
      ],
      [
        'calls a method that is nearly called so',
        "import { Environment } from '@dotkom/stack';\n\nnew Environment('prod').pik({ prod: 1 });",
        "stacks.ts:3\n    The code stopped here. TypeError: (intermediate value).pik is not a function. Did you mean 'pick'?",
      ],
      [
        'calls a method that is called nearly like none',
        "import { Environment } from '@dotkom/stack';\n\nnew Environment('prod').explode();",
        'stacks.ts:3\n    The code stopped here. TypeError: (intermediate value).explode is not a function\n',
      ],
      ['throws', '\n\nthrow new Error("mine");', 'stacks.ts:3\n    The code stopped here. Error: mine'],
      [
        'throws later',
        `${twoStacks}\nsetTimeout(() => {\n  throw new Error("late");\n});`,
        'stacks.ts:7\n    The code stopped here. Error: late',
      ],
      [
        'leaves a promise that fails',
        `${twoStacks}\nvoid Promise.reject(new Error("late"));`,
        'stacks.ts:6\n    The code stopped here. Error: late',
      ],
      [
        'leaves a promise that fails with no Error',
        `${twoStacks}\nvoid Promise.reject({ code: 5 });`,
        'The code stopped where it throws {"code":5}',
      ],
    ])('ends with 1 and the words alone where the code %s', (_, stacks, words) => {
      project(stacks);
      write('src/broken.json', '{ "a": ');
      write('src/place.ts', 'export const early = () => 1;');
      write('src/style.css', '.a { color: red }');
      write('src/other.ts', "import { made } from './stacks';\n\nexport const early = made + 1;");
      const { status, stderr } = run();
      expect(stderr).toEqual(
        typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
      );
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(status).toBe(1);
      expect(existsSync(stackFile('demo-prod'))).toBe(false);
    });
  });
});
