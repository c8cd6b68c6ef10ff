import { Readable } from 'node:stream';
import { AwsStandIn } from '@dotkom/deploying/testing';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { TestWorkspace } from '../../testing/workspace';
import secrets, { SecretsOptions } from './executor';

const parent = temporaryFolder();
const aws = new AwsStandIn();
const before = process.env;
const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
/** What the account holds: names alone, because nobody here may read a value. */
const account = new Map<string, number>();

beforeAll(() => aws.start());
beforeEach(() => {
  aws.reset();
  account.clear();
  aws.on('DescribeParameters', ({ ParameterFilters: [{ Values }] }) => ({
    Parameters: Values.filter((name: string) => account.has(name)).map((name: string) => ({
      Name: name,
      LastModifiedDate: account.get(name),
    })),
  }));
  aws.on('PutParameter', ({ Name }) => (account.set(Name, 1795348990), { Version: 1 }));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
  if (stdin) Object.defineProperty(process, 'stdin', stdin);
});
afterAll(() => aws.stop());

/** A task definition as it is synthesised: JSON only after Terraform has filled it in. */
function task(path: string, parameters: readonly string[]): object {
  const references = parameters.map(
    (parameter) =>
      `{"name":"X","valueFrom":"arn:aws:ssm:eu-north-1:\${data.aws_caller_identity.Account.account_id}:parameter${parameter}"}`,
  );
  return {
    '//': { metadata: { path } },
    container_definitions: `[{"image":"\${local.releases != "" ? "a" : "b"}","secrets":[${references.join(',')}]}]`,
  };
}

const grades = (more: object = {}) =>
  new TestWorkspace(parent, {
    grades: {
      'grades-prod': stackJson('grades-prod', {
        aws_ecs_task_definition: {
          backend: task('grades-prod/backend/task-definition', [
            '/secrets/grades/prod/JWT_SECRET',
            '/secrets/grades/prod/DATABASE_URL',
          ]),
          nightly: task('grades-prod/nightly/task-definition', ['/secrets/grades/prod/JWT_SECRET']),
        },
        ...more,
      }),
    },
  });

async function run(options: SecretsOptions = {}, workspace = grades()) {
  process.env = workspace.environment(aws.endpoint);
  const outcome = await secrets({ environment: 'prod', ...options }, workspace.context('grades'));
  return { ...outcome, output: workspace.output };
}

function pipe(value: string): void {
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([value]) });
}

describe('nx secrets', () => {
  it('lists which are set and which are missing, who gets them, and how to set one', async () => {
    account.set('/secrets/grades/prod/JWT_SECRET', 1795348990);
    const { success, output } = await run();
    expect(success).toBe(true);
    expect(output.split('\n')).toEqual([
      'grades-prod:',
      '  DATABASE_URL  MISSING  (for grades-prod/backend)',
      '    set it: npx nx secrets grades -c prod --set DATABASE_URL',
      '  JWT_SECRET  set, changed 2026-11-22  (for grades-prod/backend, grades-prod/nightly)',
    ]);
  });

  it('never reads a value', async () => {
    await run();
    expect(new Set(aws.calls.map(({ action }) => action))).toEqual(new Set(['DescribeParameters']));
  });

  it('leaves out what the platform writes for a database of the stack', async () => {
    const { output } = await run({}, grades({ aws_lambda_invocation: { database: {} } }));
    expect(output).not.toContain('DATABASE_URL');
    expect(output).toContain('JWT_SECRET');
  });

  it('sets one to what is piped in, encrypted, and prints none of it', async () => {
    pipe('a value with  spaces\n');
    const { success, output } = await run({ set: 'JWT_SECRET' });
    expect(success).toBe(true);
    expect(aws.asked('PutParameter')).toEqual([
      {
        Name: '/secrets/grades/prod/JWT_SECRET',
        Type: 'SecureString',
        Value: 'a value with  spaces',
        Overwrite: true,
      },
    ]);
    expect(output).not.toContain('a value');
    expect(output).toContain('/secrets/grades/prod/JWT_SECRET is set.');
  });

  it('refuses an empty value', async () => {
    pipe('\n');
    const { success, output } = await run({ set: 'JWT_SECRET' });
    expect(success).toBe(false);
    expect(output).toContain('No value was given for JWT_SECRET.');
    expect(aws.asked('PutParameter')).toEqual([]);
  });

  it('refuses a name that the application does not declare, with those that it does', async () => {
    const { success, output } = await run({ set: 'JWT' });
    expect(success).toBe(false);
    expect(output).toContain("'JWT' is no secret of grades. It declares DATABASE_URL, JWT_SECRET");
  });

  it('makes random values for those that are missing, each another, and leaves the others', async () => {
    account.set('/secrets/grades/prod/JWT_SECRET', 1);
    const { output } = await run({ generate: true });
    const [first, ...others] = aws.asked('PutParameter');
    expect(others).toEqual([]);
    expect(first?.['Name']).toBe('/secrets/grades/prod/DATABASE_URL');
    expect(first?.['Value']).toMatch(/^[\w-]{43}$/);
    expect(output).not.toContain(first?.['Value']);
    aws.calls.length = 0;
    account.clear();
    await run({ set: 'JWT_SECRET', generate: true });
    expect(aws.asked('PutParameter')[0]?.['Value']).not.toBe(first?.['Value']);
  });

  it('says so for an application without secrets', async () => {
    const plain = new TestWorkspace(parent, { grades: { 'grades-prod': stackJson('grades-prod') } });
    expect((await run({}, plain)).output).toBe('grades-prod declares no secrets.');
  });
});
