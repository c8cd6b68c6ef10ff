import { connectionsKeptFree, databaseWishPath } from '@dotkom/platform/contract/conventions';
import { jsonOf, resources } from '@dotkom/stack/testing';
import { applications, stacksOf } from './applications';

/** The server refuses the deploy that asks for too many connections; nobody else looks at all applications together. */

const [platform] = Object.values(stacksOf('platform'));

const wishes = applications
  .flatMap((application) => Object.values(stacksOf(application)))
  .flatMap((stack) => resources(stack, 'aws_ssm_parameter'))
  .filter(({ name }) => name.startsWith(databaseWishPath('prod')));

const connections = wishes.map(({ value }) => jsonOf(value).connections as number);

it('the databases of all applications fit into the server together, with what is kept free', () => {
  const group = resources(platform!, 'aws_db_parameter_group')[0];
  const most = group?.['parameter'].find(({ name }: { name: string }) => name === 'max_connections').value;
  expect(wishes.length).toBeGreaterThan(0);
  expect(connections.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(
    Number(most) - connectionsKeptFree,
  );
});
