import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { stopLocalAws } from '@dotkom/local-aws';
import { Client } from 'pg';
import { readNodes } from './record';
import { deployDatabase, wishForDatabase } from './testing/little-database';
import { configOf } from './testing/little-estate';
import { startNodes } from './testing/start-nodes';

const workspaceRoot = join(__dirname, '..', '..', '..');
const dir = mkdtempSync(join(tmpdir(), 'local-nodes-postgres-'));
process.env['CONTAINER_ENGINE'] = 'none';

afterAll(async () => {
  await stopLocalAws({ workspaceRoot, dir });
  rmSync(dir, { recursive: true, force: true });
});

describe('a database instance', () => {
  it('is a PostgreSQL in which the function that is deployed makes databases', async () => {
    const endpoint = await startNodes({ workspaceRoot, dir });
    const host = await deployDatabase(endpoint);
    expect(await wishForDatabase(endpoint, { connections: 5 })).toEqual({ databases: ['grades_prod'] });

    const { Parameter } = await new SSMClient(configOf(endpoint)).send(
      new GetParameterCommand({ Name: '/secrets/grades/prod/DATABASE_URL', WithDecryption: true }),
    );
    const url = new URL(Parameter?.Value ?? '');
    expect(url.hostname).toBe(host);
    const login = { host: '127.0.0.1', port: readNodes(dir)!.postgres?.port, user: url.username };
    const client = new Client({
      ...login,
      ...{ password: url.password, database: url.pathname.slice(1), ssl: { rejectUnauthorized: false } },
    });
    await client.connect();
    const { rows } = await client.query('SELECT current_user, current_setting($1) AS ssl', ['ssl']);
    expect(rows).toEqual([{ current_user: 'grades_prod', ssl: 'on' }]);
    await client.end();

    const plain = new Client({ ...login, password: url.password, database: 'grades_prod' });
    await expect(plain.connect()).rejects.toThrow(/no encryption/);
  });
});
