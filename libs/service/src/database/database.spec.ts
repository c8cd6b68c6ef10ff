import { jsonOf, onlyResource, resources } from '@dotkom/stack/testing';
import { Database, DatabaseProps } from './database';
import { OneOffTask } from '../one-off-task/one-off-task';
import { applicationWith, plainService, TestApplication } from '../testing';
import { WebService } from '../web-service/web-service';

const withDatabase = (props?: DatabaseProps, of: TestApplication = {}) =>
  applicationWith((stack) => new Database(stack, 'database', props), of);

const stack = withDatabase();
const invocation = onlyResource(stack, 'aws_lambda_invocation');
const wish = onlyResource(stack, 'aws_ssm_parameter');

describe('a database of an application', () => {
  it('is wished for where the platform looks, apart from what the platform tells', () => {
    expect(wish).toMatchObject({
      name: '/databases/prod/grades/prod',
      type: 'String',
      value: '{"connections":2}',
    });
  });

  it('is made by the platform, which is told for whom and nothing else', () => {
    expect(invocation['function_name']).toMatch(/"\/platform\/prod\/database-function-name"/);
    expect(JSON.parse(invocation['input'])).toEqual({ application: 'grades', environment: 'prod' });
    const [address] = Object.keys(stack.resource['aws_ssm_parameter'] ?? {});
    expect(invocation['depends_on']).toEqual([`aws_ssm_parameter.${address}`]);
  });

  it('is made again when the wish changes or the server does', () => {
    const triggersOf = (of: typeof stack) => onlyResource(of, 'aws_lambda_invocation')['triggers'];
    expect(triggersOf(stack)['server']).toMatch(/"\/platform\/prod\/database-address"/);
    expect(triggersOf(withDatabase({ connections: 40 }))).not.toEqual(triggersOf(stack));
    expect(triggersOf(withDatabase({ connections: 2 }))).toEqual(triggersOf(stack));
  });

  it('has no password anywhere in the stack, and no state that holds one', () => {
    expect(resources(stack, 'aws_ssm_parameter').map(({ type }) => type)).toEqual(['String']);
    expect(Object.keys(stack.resource).sort()).toEqual(['aws_lambda_invocation', 'aws_ssm_parameter']);
    expect(JSON.stringify(stack)).not.toMatch(/password|random|secretsmanager/i);
  });

  it('is another in each environment and each application', () => {
    const names = [
      {},
      { environment: 'staging' as const },
      { application: 'vengeful-vineyard', environment: 'staging' as const },
    ].map((of) => {
      let name = '';
      applicationWith((each) => (name = new Database(each, 'database').databaseName), of);
      return name;
    });
    expect(names).toEqual(['grades_prod', 'grades_staging', 'vengeful_vineyard_staging']);
  });

  it('is given to a service, which then starts with its address in place', () => {
    const dependent = applicationWith((application) => {
      const database = new Database(application, 'database');
      new WebService(application, 'backend', { ...plainService, database });
    });
    const [made] = Object.keys(dependent.resource['aws_lambda_invocation'] ?? {});
    expect(onlyResource(dependent, 'aws_ecs_service')['depends_on']).toContain(
      `aws_lambda_invocation.${made}`,
    );
  });

  it('is given to a migration before that, and to the migration alone', () => {
    const dependent = applicationWith((application) => {
      const database = new Database(application, 'database');
      const backend = new WebService(application, 'backend', plainService);
      new OneOffTask(application, 'migration', {
        image: backend,
        before: [backend],
        command: ['node', 'migrate.js'],
        cpu: '0.125 vCPU',
        memory: '128 MiB',
        database,
      });
    });
    const [made] = Object.keys(dependent.resource['aws_lambda_invocation'] ?? {});
    expect(onlyResource(dependent, 'terraform_data')['depends_on']).toContain(
      `aws_lambda_invocation.${made}`,
    );
    const secrets = resources(dependent, 'aws_ecs_task_definition').map((definition) =>
      jsonOf(definition['container_definitions'])[0].secrets.map(({ name }: any) => name),
    );
    expect(secrets).toEqual([[], ['DATABASE_URL']]);
  });

  it.each([0, 101, 1.5, NaN])('may not open %d connections', (connections) => {
    expect(() => withDatabase({ connections })).toThrow(
      `${connections} is no number of connections to a database. Use a whole number from 1 to 100`,
    );
  });

  it.each([1, 100])('may open %d connections', (connections) => {
    expect(jsonOf(onlyResource(withDatabase({ connections }), 'aws_ssm_parameter')['value'])).toEqual({
      connections,
    });
  });

  it('is the only one of its application', () => {
    const act = () =>
      applicationWith((each) => {
        new Database(each, 'database');
        new Database(each, 'another');
      });
    expect(act).toThrow('1 problem to mend');
    expect(act).toThrow('There is a database in this application already: grades-prod/database.');
  });
});
