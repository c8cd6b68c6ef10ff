// A service that uses what it is told to by its path, as any application does: nothing in it knows of this machine.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createServer } from 'node:http';
import { Client, ClientConfig } from 'pg';

const { env } = process;

const uses: Record<string, () => Promise<unknown>> = {
  async '/health'() {
    return 'healthy';
  },
  async '/sqs'() {
    const sqs = new SQSClient();
    const QueueUrl = env['QUEUE_URL'];
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kvittering 7' }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2 }));
    return Messages.map(({ Body }) => Body);
  },
  async '/s3'() {
    const s3 = new S3Client();
    const object = { Bucket: env['BUCKET'], Key: 'receipts/7.txt' };
    await s3.send(new PutObjectCommand({ ...object, Body: '200 kr' }));
    const { Body } = await s3.send(new GetObjectCommand(object));
    return Body?.transformToString();
  },
  async '/ssm'() {
    const { Parameter } = await new SSMClient().send(new GetParameterCommand({ Name: env['PARAMETER'] }));
    return Parameter?.Value;
  },
  async '/ses'() {
    const { MessageId = '' } = await new SESv2Client().send(
      new SendEmailCommand({
        FromEmailAddress: 'no-reply@grades.no',
        Destination: { ToAddresses: ['somebody@grades.no'] },
        Content: { Simple: { Subject: { Data: 'Hei' }, Body: { Text: { Data: 'Hei' } } } },
      }),
    );
    return MessageId.length > 0;
  },
  '/database-url': () => whoIsAsked({ connectionString: env['DATABASE_URL'] }),
  '/database-parts': () =>
    whoIsAsked({
      ...{ host: env['DATABASE_HOST'], port: Number(env['DATABASE_PORT']), database: env['DATABASE_NAME'] },
      ...{ user: env['DATABASE_USER'], password: env['DATABASE_PASSWORD'] },
    }),
  async '/neighbour'() {
    const answer = await fetch(`http://${env['NEIGHBOUR']}/`); // Which is redirected to HTTPS.
    return `${answer.url} ${await answer.text()}`;
  },
  async '/by-name'() {
    return (await fetch('http://neighbour:3000/')).text();
  },
};

async function whoIsAsked(config: ClientConfig): Promise<unknown> {
  const client = new Client(config);
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT current_user AS user, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    return rows[0];
  } finally {
    await client.end();
  }
}

createServer((request, response) => {
  const use = uses[request.url ?? ''];
  Promise.resolve(use?.()).then(
    (used) => response.end(JSON.stringify(used)),
    (error: Error) => response.writeHead(500).end(`${error.name}: ${error.message}`),
  );
}).listen(3000);
