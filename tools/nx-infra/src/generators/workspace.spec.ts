import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { runGenerator } from '../testing/generators';
import { RepositoryCopy } from '../testing/repository';
import job from './job/generator';
import remove from './remove/generator';
import staticSite from './static-site/generator';
import worker from './worker/generator';

/** A new user's way, with the real programs, on a workspace of its own. Each step goes on from the one before. */
const repository = new RepositoryCopy(temporaryFolder());

const service = [
  ...['g', 'service', 'api', '--application', 'kvittering', '--host', 'kvittering.grades.no'],
  ...['--port', '3000', '--health-check', '/health', '--no-interactive'],
];

function contents(folder: string): Record<string, string> {
  const files = readdirSync(join(repository.root, folder), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

function succeeded(program: string, ...args: readonly string[]): string {
  const { succeeded, output } = repository.run(program, ...args);
  if (!succeeded) throw new Error(`${program} ${args.join(' ')}: ${output}`);
  return output;
}

/** The projects whose stacks are synthesised after a change of one file. */
function synthesisedAfter(file: string): string[] {
  const printed = succeeded(
    'nx',
    'show',
    'projects',
    '--affected',
    '--withTarget=synth',
    `--files=${file}`,
    '--json',
  );
  return JSON.parse(printed.slice(printed.indexOf('[')));
}

describe('a new application', () => {
  it('is generated, and gets a service', () => {
    succeeded('nx', 'g', 'application', 'kvittering', '--owner', 'appkom', '--no-interactive');
    succeeded('nx', ...service);
    expect(contents('.github')).toEqual({
      [join(repository.root, '.github/CODEOWNERS')]: expect.stringContaining(
        '/apps/kvittering/ @dotkom/appkom\n',
      ),
    });
  });

  it('gets a worker, a job and a site, too', async () => {
    const of = { application: 'kvittering' };
    await runGenerator(repository.root, worker, { ...of, name: 'mailer', healthCheck: 'node healthy.js' });
    await runGenerator(repository.root, job, {
      ...of,
      name: 'nightly',
      image: 'api',
      schedule: 'rate(1 hour)',
      command: 'node nightly.js',
    });
    await runGenerator(repository.root, staticSite, { ...of, name: 'web', host: 'regning.grades.no' });
    // Within Jest, Nx cannot load the formatter that it runs with everything it writes; the service had it.
    succeeded('prettier', '--write', 'apps/kvittering/src/stacks.ts');
    succeeded('nx', 'run', 'kvittering:addresses');
  });

  it('is synthesised, with its addresses listed', () => {
    const stack = JSON.parse(
      readFileSync(join(repository.root, 'dist/apps/kvittering/stacks/kvittering-prod/cdk.tf.json'), 'utf8'),
    );
    expect(Object.keys(stack.resource.aws_ecs_service)).toHaveLength(2);
    expect(Object.keys(stack.resource.aws_scheduler_schedule)).toHaveLength(1);
    expect(Object.keys(stack.resource.aws_cloudfront_distribution)).toHaveLength(1);
    const [address = ''] = Object.keys(stack.resource.aws_ecs_service);
    const listed = readFileSync(join(repository.root, 'apps/kvittering/addresses.txt'), 'utf8');
    expect(listed).toContain(`kvittering-prod aws_ecs_service.${address}\n`);
    expect(listed).toContain(`kvittering-staging aws_ecs_service.${address}\n`);
  });

  it('passes format, types, lint and tests as it is', () => {
    succeeded('tsc', '--noEmit', '-p', 'apps/kvittering/tsconfig.json');
    succeeded('prettier', '--check', 'apps', 'nx.json');
    succeeded('eslint', '--max-warnings=0', 'apps/kvittering');
    expect(succeeded('jest', '-c', 'apps/kvittering/jest.config.js')).toContain('1 passed');
  });

  it('is as it was when the generator is run again', () => {
    const before = contents('apps');
    expect(succeeded('nx', ...service)).toContain('nothing was changed');
    expect(contents('apps')).toEqual(before);
  });

  it('has a picture of it in its README', () => {
    succeeded('nx', 'sync');
    const readme = readFileSync(join(repository.root, 'apps/kvittering/README.md'), 'utf8');
    expect(readme).toContain('gateway -->|"kvittering.grades.no"| kvittering_prod_api\n');
    succeeded('prettier', '--check', 'apps/kvittering');
  });

  it('is in sync, until somebody edits CODEOWNERS by hand', () => {
    succeeded('nx', 'sync:check');
    writeFileSync(join(repository.root, '.github/CODEOWNERS'), '* @somebody\n');
    const { succeeded: inSync, output } = repository.run('nx', 'sync:check');
    expect(inSync).toBe(false);
    expect(output).toContain('.github/CODEOWNERS');
    expect(output).not.toContain('Some files');
  });

  it.each([
    ['its code', 'apps/kvittering/src/stacks.ts', ['kvittering']],
    ['what it is built on', 'libs/service/src/web-service/props.ts', ['kvittering']],
    ['its README', 'apps/kvittering/README.md', []],
    ['a document', 'docs/decisions/contract.md', []],
  ])('is synthesised after a change of %s, or not', (_what, file, projects) => {
    expect(synthesisedAfter(file)).toEqual(projects);
  });

  it('loses a site again, and nothing of it has to be confirmed by hand', async () => {
    await runGenerator(repository.root, remove, { application: 'kvittering', name: 'web' });
    expect(succeeded('nx', 'run', 'kvittering:addresses')).toContain('is up to date');
    expect(contents('apps/kvittering')[join(repository.root, 'apps/kvittering/addresses.txt')]).not.toContain(
      'regninggradesno',
    );
  });

  it('makes a generator fail where the list of addresses cannot follow, with what it wrote left there', () => {
    const file = join(repository.root, 'apps/kvittering/src/stacks.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('port: 3000', 'port: 0'));
    const { succeeded: went, output } = repository.run(
      'nx',
      ...['g', 'worker', 'late', '--application', 'kvittering', '--no-interactive'],
      ...['--health-check', 'node healthy.js'],
    );
    expect(went).toBe(false);
    expect(output).toContain("'port': 0 is not a port");
    expect(output).toContain('Once it is mended: npx nx addresses kvittering');
    expect(readFileSync(file, 'utf8')).toContain("new Worker(this, 'late'");
  });
});
