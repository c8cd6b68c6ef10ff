import { connectionsKeptFree, databaseWishParameter } from '@dotkom/platform/contract/conventions';
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

/** An application that wants so many of them in prod. */
function application(name: string, connections: number, on = 'prod'): SynthesisedStack {
  const parameter = databaseWishParameter(on, { application: name, environment: 'prod' });
  return stack(`${name}-prod`, {
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

  it('are too few with one more, which is said with every application and its number', () => {
    const stacks = [platform(most), application('grades', 50), application('web', forApplications - 49)];
    expect(databaseConnections(stacks)).toEqual([
      `The databases on the platform prod may open 91 connections together, and its server has 90 for them (100, of which 10 are kept free): ` +
        `grades-prod 50, web-prod 41. They are 1 too many. Where an application can do with a smaller pool, set it in the image and say it, database: { from: database, pool: 5 }; ` +
        `where 'connections' of its Database are more than its tasks open, grant fewer; or give the server a larger instanceClass (apps/platform/src/instances.ts).`,
    ]);
  });

  it('are those of each platform by itself', () => {
    const stacks = [platform(most), platform(20, 'lab'), application('a', 60), application('b', 11, 'lab')];
    expect(databaseConnections(stacks)).toEqual([expect.stringContaining('on the platform lab may open 11')]);
  });

  it('are not counted where no platform is among the stacks, or says how many its server has', () => {
    expect(databaseConnections([application('grades', 100)])).toEqual([]);
    const without = stack('platform-prod', { aws_ssm_parameter: { fact: { name: '/platform/prod/x' } } });
    expect(databaseConnections([without, application('grades', 100)])).toEqual([]);
  });
});
