import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { PutObjectCommand, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { findLocalAws, startLocalAws, stopLocalAws } from './index';
import { motoVersion } from './moto/python';
import { filesOf } from './places';
import { claimRecord, readRecord } from './process-record';
import { isAlive, waitUntilGone } from '@dotkom/processes';

const workspaceRoot = join(__dirname, '..', '..', '..');
const { stdout } = spawnSync('python3', ['-c', 'import moto, moto.server; print(moto.__version__)'], {
  encoding: 'utf8',
});
const motoIsThere = stdout?.trim() === motoVersion;
if (!motoIsThere)
  console.warn(
    `SKIPPED: moto ${motoVersion} is not there (npm start installs it): the local AWS is not started.`,
  );
const itWithMoto = motoIsThere ? it : it.skip;

describe('the local AWS', () => {
  const dir = mkdtempSync(join(tmpdir(), 'local-aws-'));
  const place = { workspaceRoot, dir };
  const files = filesOf(place);
  const pids = () => {
    const { supervisorPid = 0, motoPid = 0 } = readRecord(files.record) ?? {};
    return { supervisorPid, motoPid };
  };
  afterEach(() => stopLocalAws(place));
  afterAll(() => rmSync(dir, { recursive: true }));

  itWithMoto('starts once, is found, and stops without remains', async () => {
    expect(await findLocalAws(place)).toBeUndefined();
    const started = await startLocalAws(place);
    expect(readFileSync(files.endpoint, 'utf8')).toBe(`{"endpoint": "${started.endpoint}"}`);
    expect(await startLocalAws(place)).toEqual({ ...started, alreadyRunning: true });
    expect(await findLocalAws(place)).toEqual({ ...started, alreadyRunning: true });

    const { supervisorPid, motoPid } = pids();
    expect(await stopLocalAws(place)).toBe(true);
    expect([isAlive(supervisorPid), isAlive(motoPid)]).toEqual([false, false]);
    expect([existsSync(files.endpoint), existsSync(files.record)]).toEqual([false, false]);
    expect(await stopLocalAws(place)).toBe(false);
  });

  itWithMoto('holds the images that stacks look up, and locks a state', async () => {
    const { endpoint } = await startLocalAws(place);
    const client = {
      endpoint,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    const ec2 = new EC2Client(client);
    for (const architecture of ['', 'arm64/']) {
      const Name = `/aws/service/ecs/optimized-ami/amazon-linux-2023/${architecture}recommended/image_id`;
      const { Parameter } = await new SSMClient(client).send(new GetParameterCommand({ Name }));
      const ImageId = Parameter?.Value ?? '';
      const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] }));
      expect(Images).toMatchObject([{ ImageId, Architecture: architecture ? 'arm64' : 'x86_64' }]);
      const launched = await ec2.send(new RunInstancesCommand({ ImageId, MinCount: 1, MaxCount: 1 }));
      expect(launched.Instances?.[0]?.ImageId).toBe(ImageId);
    }
    const Filters = [{ Name: 'name', Values: ['fck-nat-al2023-hvm-1.4.0-*-ebs'] }];
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['568608671756'], Filters }));
    expect(Images.map(({ Architecture }) => Architecture).sort()).toEqual(['arm64', 'x86_64']);

    const s3 = new S3Client({ ...client, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'state' }));
    const lock = new PutObjectCommand({ Bucket: 'state', Key: 'x.tflock', Body: 'mine', IfNoneMatch: '*' });
    await s3.send(lock);
    await expect(s3.send(lock)).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  });

  itWithMoto('is one, however many start it at once', async () => {
    const started = await Promise.all([startLocalAws(place), startLocalAws(place), startLocalAws(place)]);
    expect(new Set(started.map(({ instanceId }) => instanceId)).size).toBe(1);
    expect(started.filter(({ alreadyRunning }) => !alreadyRunning)).toHaveLength(1);
  });

  itWithMoto('leaves nothing behind when its start is interrupted, and starts again', async () => {
    const script = `require('./tools/local-aws/src/index').startLocalAws(${JSON.stringify(place)})`;
    const command = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: workspaceRoot,
      stdio: 'ignore',
    });
    while (readRecord(files.record)?.motoPid === undefined)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const { supervisorPid, motoPid } = pids();
    command.kill('SIGINT');
    expect(await waitUntilGone([supervisorPid, motoPid], 30)).toEqual([]);
    expect([existsSync(files.endpoint), existsSync(files.record)]).toEqual([false, false]);
    expect((await startLocalAws(place)).alreadyRunning).toBe(false);
  });

  itWithMoto('takes moto with it when it is killed, and starts again over what is left', async () => {
    const first = await startLocalAws(place);
    const { supervisorPid, motoPid } = pids();
    process.kill(supervisorPid, 'SIGKILL');
    expect(await waitUntilGone([supervisorPid, motoPid], 30)).toEqual([]);
    expect(await findLocalAws(place)).toBeUndefined();
    const second = await startLocalAws(place);
    expect([second.alreadyRunning, second.instanceId === first.instanceId]).toEqual([false, false]);
  });

  itWithMoto('ends with moto, and says so in its log', async () => {
    await startLocalAws(place);
    const { supervisorPid, motoPid } = pids();
    process.kill(motoPid, 'SIGKILL');
    expect(await waitUntilGone([supervisorPid], 30)).toEqual([]);
    expect(readFileSync(files.supervisorLog, 'utf8')).toContain('because moto was ended by SIGKILL');
    expect([existsSync(files.endpoint), existsSync(files.record)]).toEqual([false, false]);
  });

  itWithMoto('names an action that moto lacks', async () => {
    const { endpoint } = await startLocalAws(place);
    const authorization =
      'AWS4-HMAC-SHA256 Credential=l/20260101/eu-north-1/ecs/aws4_request, SignedHeaders=h, Signature=0';
    const headers = {
      authorization,
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListServicesByNamespace',
    };
    const response = await fetch(endpoint, { method: 'POST', headers, body: '{}' });
    expect(await response.json()).toMatchObject({ __type: 'LocalAwsMissingAction' });
    expect(readFileSync(files.supervisorLog, 'utf8')).toContain('ecs ListServicesByNamespace');
  });

  it('says that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startLocalAws({ ...place, port })).rejects.toThrow(`Port ${port} is taken`);
    await new Promise((resolve) => other.close(resolve));
    expect(readRecord(files.record)).toBeUndefined();
  });

  it('never ends a process that only has the pid of one of its own', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    claimRecord(files.record, {
      instanceId: 'gone',
      port: 9,
      supervisorPid: stranger.pid!,
      motoPid: stranger.pid!,
    });
    expect(await stopLocalAws(place)).toBe(true);
    expect([isAlive(stranger.pid!), existsSync(files.record)]).toEqual([true, false]);
    stranger.kill();
  });
});
