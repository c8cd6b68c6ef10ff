import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { unattended } from '@dotkom/deploying';
import { localAwsEnvironment, startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { Clients, clientsFor } from './clients';
import { missingPrerequisite } from '@dotkom/local-estate';

const workspaceRoot = join(__dirname, '..', '..', '..');
const dir = join(workspaceRoot, 'dist', 'end-to-end-locks');
const folder = join(dir, 'stack');
const Bucket = 'states';
const key = 'stacks/demo-prod.tfstate';

rmSync(dir, { recursive: true, force: true }); // An emulator that an interrupted test left there ends without it.
const missing = missingPrerequisite(workspaceRoot, dir);
if (missing) process.stderr.write(`\n  SKIPPED, NOT TESTED: the locks of states. ${missing}\n`);

/** Terraform with a state in S3 that is locked as those of stacks are, and a resource of its own: no provider is needed. */
(missing ? describe.skip : describe)('the lock of a state', () => {
  let aws: Clients;
  let env: NodeJS.ProcessEnv;

  const terraform = (...args: string[]) => {
    const options = { cwd: folder, env, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync('terraform', [...args, '-no-color'], options);
    return { status, said: `${stdout}${stderr}` };
  };
  const write = (input: string) => {
    const backend = { s3: { bucket: Bucket, key, region: 'eu-north-1', use_lockfile: true } };
    const resource = { terraform_data: { demo: { input } } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { backend }, resource }));
  };
  const kept = async () =>
    (await aws.s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map((object) => object.Key);

  beforeAll(async () => {
    const { endpoint } = await startLocalAws({ workspaceRoot, dir }); // Runs already; see missingPrerequisite.
    env = { ...process.env, ...localAwsEnvironment(endpoint), ...unattended() };
    aws = clientsFor(endpoint);
    await aws.s3.send(new CreateBucketCommand({ Bucket }));
    mkdirSync(folder, { recursive: true });
    write('one');
    expect(terraform('init')).toMatchObject({ status: 0 });
  });
  afterAll(() => stopLocalAws({ workspaceRoot, dir }));

  it('is given back where a saved plan is applied twice, or another was applied since', async () => {
    expect(terraform('plan', '-out=first').status).toBe(0);
    expect(terraform('apply', 'first').status).toBe(0);
    const again = terraform('apply', 'first');
    expect([again.status, again.said]).toEqual([1, expect.stringContaining('Saved plan is stale')]);
    expect(await kept()).toEqual([key]);

    write('two');
    expect(terraform('plan', '-lock=false', '-out=second').status).toBe(0);
    expect(terraform('apply', '-auto-approve').status).toBe(0);
    expect(terraform('apply', 'second').said).toContain('Saved plan is stale');
    expect(await kept()).toEqual([key]);
    expect(terraform('plan', '-detailed-exitcode').status).toBe(0);
  });
});
