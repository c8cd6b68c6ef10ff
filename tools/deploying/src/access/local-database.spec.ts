import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { localAccount } from '../account/account';
import { openTunnel } from './open-tunnel';

const dir = temporaryFolder();
const said: string[] = [];

/** An application in both environments, on the AWS of this machine. */
function tunnel(hasDatabase = true): Promise<boolean> {
  said.length = 0;
  const stacks = ['staging', 'prod'].map((environment) => ({
    name: `grades-${environment}`,
    text: hasDatabase ? `"/secrets/grades/${environment}/DATABASE_URL"` : '',
    ...{ json: stackJson(`grades-${environment}`), digest: '' },
  }));
  const project = { name: 'grades', owner: 'appkom' };
  const account = localAccount('http://127.0.0.1:4566', join(dir, 'local'));
  const say = (line: string) => void said.push(line);
  return openTunnel({ stacks, project, account, configuration: 'local', say } as never, [], {});
}

describe('nx tunnel -c local', () => {
  it('says that no PostgreSQL runs, and what to do', async () => {
    await expect(tunnel()).rejects.toThrow(/No PostgreSQL runs on this machine .*npm start.*npm ci/);
  });

  it('is not for an application without a database', async () => {
    await expect(tunnel(false)).rejects.toThrow(
      /^grades has no database: .*`new Database\(this, 'database'\)`/,
    );
  });

  it('says where each database is and how to get in, without a session', async () => {
    writeFiles(dir, { 'local-aws/attachment/nodes.json': { gateway: 8080, postgres: { port: 15499 } } });
    expect(await tunnel()).toBe(true);
    expect(said.join('\n')).toContain('The database of grades-prod is at 127.0.0.1:15499: postgresql://');
    const [, read = ''] = /psql "\$\((.*)\)"/.exec(said.at(-1) ?? '') ?? [];
    expect(read).toContain('aws --endpoint-url http://127.0.0.1:4566 ssm get-parameter');
    expect(read).toContain('--name /secrets/grades/prod/DATABASE_URL');
  });

  it('gives psql an address that it takes, whoever reads the application’s own', async () => {
    await tunnel();
    const [, rewrite = ''] = /\| (sed .*)\)"/.exec(said.at(-1) ?? '') ?? [];
    const url = 'postgresql://grades_prod:p@db.abc.rds.amazonaws.com:5432/grades_prod';
    const rewritten = (query: string) =>
      execFileSync('sh', ['-c', `echo '${url}?${query}' | ${rewrite}`], { encoding: 'utf8' }).trim();
    const here = 'postgresql://grades_prod:p@127.0.0.1:15499/grades_prod?sslmode=require';
    for (const query of ['sslmode=require', 'sslmode=verify-full', 'uselibpqcompat=true&sslmode=require'])
      expect(rewritten(query)).toBe(here);
  });
});
