import { connectionsKeptFree, databaseWishParameter } from '@dotkom/platform/contract/conventions';
import { EnvironmentName } from '@dotkom/stack/conventions';
import { SynthesisedStack } from '../stack/synthesised-stack';
import { stack } from '../testing/stacks';
import { databaseConnections } from './database-connections';

/** A platform whose server takes so many connections. */
function platform(most: number, name = 'prod'): SynthesisedStack {
  return stack(`platform-${name}`, {
    aws_ssm_parameter: { fact: { name: `/platform/${name}/database-address`, value: 'db' } },
    aws_db_parameter_group: {
      parameters: {
        parameter: [
          { name: 'rds.force_ssl', value: '1' },
          { name: 'max_connections', value: String(most) },
        ],
      },
    },
  });
}

/** An application that wants so many of them. */
function application(
  name: string,
  connections: number,
  on = 'prod',
  environment: EnvironmentName = 'prod',
): SynthesisedStack {
  const parameter = databaseWishParameter(on, { application: name, environment });
  return stack(`${name}-${environment}`, {
    aws_ssm_parameter: {
      wish: { name: parameter, value: JSON.stringify({ connections, tls: 'verified' }) },
      other: { name: '/releases/x', value: '{}' },
    },
  });
}

describe('the connections of a database server', () => {
  const most = 100;
  const forApplications = most - connectionsKeptFree;

  it('are enough for what all applications may open together, up to the last', () => {
    const stacks = [platform(most), application('grades', 50), application('web', forApplications - 50)];
    expect(databaseConnections(stacks)).toEqual([]);
  });

  it('are too few with one more, which is said with what each may open and what is left for it', () => {
    const staging = application('web', 1, 'prod', 'staging');
    const stacks = [
      platform(most),
      application('grades', 50),
      application('web', forApplications - 50),
      staging,
    ];
    const [said, ...others] = databaseConnections(stacks);
    expect(others).toEqual([]);
    expect(said?.split('\n')).toEqual([
      'The database server of the platform prod has 90 connections for applications (100, of which 10 are kept free), and they may open 91 together. They are 1 too many:',
      '  grades may open 50 (grades-prod 50); the others leave it 49',
      '  web may open 41 (web-prod 40, web-staging 1); the others leave it 40',
      expect.stringMatching(/pool: 5.*grant fewer.*larger instanceClass .*npx nx capacity platform/),
    ]);
  });

  it('are none for who asks where the others take all', () => {
    const stacks = [platform(most), application('grades', 95), application('web', 1)];
    expect(databaseConnections(stacks)).toEqual([
      expect.stringContaining('  web may open 1 (web-prod 1); the others leave it none\n'),
    ]);
  });

  it('are those of each platform by itself', () => {
    const stacks = [platform(most), platform(20, 'lab'), application('a', 60), application('b', 11, 'lab')];
    expect(databaseConnections(stacks)).toEqual([
      expect.stringContaining('of the platform lab has 10 connections'),
    ]);
  });

  it('are not counted where no platform is among the stacks, or says how many its server has', () => {
    expect(databaseConnections([application('grades', 100)])).toEqual([]);
    const without = stack('platform-prod', { aws_ssm_parameter: { fact: { name: '/platform/prod/x' } } });
    expect(databaseConnections([without, application('grades', 100)])).toEqual([]);
  });
});
