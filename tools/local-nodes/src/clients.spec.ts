import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { join } from 'node:path';
import { deployDatabase, wishForDatabase } from './testing/little-database';
import { configOf } from './testing/little-estate';
import { LittleService } from './testing/little-service';
import { NodesInTest } from './testing/nodes-in-test';

const nodes = new NodesInTest();
let client: LittleService;

beforeAll(async () => {
  await nodes.start();
  if (!nodes.estate) return;
  const { estate, endpoint } = nodes;
  const config = configOf(endpoint);
  const { QueueUrl } = await new SQSClient(config).send(new CreateQueueCommand({ QueueName: 'mail' }));
  await estate.clients.s3.send(
    new CreateBucketCommand({
      Bucket: 'receipts',
      CreateBucketConfiguration: { LocationConstraint: 'eu-north-1' },
    }),
  );
  await estate.clients.ssm.send(
    new PutParameterCommand({ Name: '/grades/colour', Type: 'String', Value: 'blue' }),
  );
  await new SESv2Client(config).send(new CreateEmailIdentityCommand({ EmailIdentity: 'no-reply@grades.no' }));
  const databaseHost = await deployDatabase(endpoint);
  await wishForDatabase(endpoint, { connections: 5, tls: 'checked', password: true });

  const neighbour = await estate.service('neighbour');
  const page = { command: ['httpd', '-f', '-p', '3000', '-h', '/www'], files: { '/www/index.html': 'hei' } };
  const files = { ...page.files, '/www/health': 'ok' };
  await neighbour.create(await neighbour.register(await nodes.build('neighbour', { ...page, files })), {
    serviceConnectConfiguration: {
      enabled: true,
      services: [{ portName: 'http', clientAliases: [{ port: 3000, dnsName: 'neighbour' }] }],
    },
  });

  client = await estate.service('client');
  const image = await nodes.build('client', {
    command: ['node', '/program.js'],
    program: join(__dirname, 'testing/programs/client.ts'),
  });
  const settings = {
    AWS_REGION: 'eu-north-1', // As every container of ours has it: nodes do not say it.
    ...{ QUEUE_URL: QueueUrl, BUCKET: 'receipts', PARAMETER: '/grades/colour', NEIGHBOUR: neighbour.host },
    ...{ DATABASE_HOST: databaseHost, DATABASE_PORT: '5432', DATABASE_NAME: 'grades_prod' },
    ...{ DATABASE_USER: 'grades_prod', PGSSLMODE: 'verify-full' },
    NODE_EXTRA_CA_CERTS: '/app/eu-north-1-bundle.pem',
  };
  const secret = (name: string) => ({
    name,
    valueFrom: `arn:aws:ssm:eu-north-1:123456789012:parameter/secrets/grades/prod/${name}`,
  });
  await client.create(
    await client.register(image, {
      memory: 256,
      environment: Object.entries(settings).map(([name, value]) => ({ name, value })),
      secrets: [secret('DATABASE_URL'), secret('DATABASE_PASSWORD')],
    }),
  );
  await Promise.all([neighbour.steady(), client.steady()]);
});

afterAll(() => nodes.stop());

nodes.describe('from inside a container, without a change of its code', () => {
  const database = { user: 'grades_prod', ssl: true };

  it.each<[string, string, unknown]>([
    ['a queue', '/sqs', ['kvittering 7']],
    ['a bucket', '/s3', '200 kr'],
    ['a parameter', '/ssm', 'blue'],
    ['e-mail', '/ses', true],
    ['its database by the address, with its certificate checked', '/database-url', database],
    ['its database by the parts of the address', '/database-parts', database],
    ['another service by its host, over HTTPS', '/neighbour', 'https://neighbour.grades.no/ hei'],
    ['another service by its name in Service Connect', '/by-name', 'hei'],
  ])('is used %s', async (_, path, used) => {
    const { status, body } = await nodes.get(client.host, path);
    expect([status, status === 200 ? JSON.parse(body) : body]).toEqual([200, used]);
  });
});
