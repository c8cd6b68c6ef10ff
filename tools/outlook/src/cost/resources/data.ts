import { resourcesOf } from '@dotkom/synthesised';
import { Line, line } from '../line';
import { Pricing } from '../pricing';

/** A server with its storage as it begins, and the secret that RDS keeps its master's password in. */
const database: Pricing = ({ config, constructPath: of }) => {
  const copies = config.multi_az === true ? 2 : 1;
  const gibibytes = copies * Number(config.allocated_storage);
  return [
    line(
      'fixed',
      'database',
      of,
      `${copies} × ${config.instance_class}`,
      `rds/${config.instance_class}`,
      copies,
    ),
    line('fixed', 'database', of, `${gibibytes} GiB of storage`, `rds/${config.storage_type}`, gibibytes),
    ...(config.manage_master_user_password === true
      ? [line('fixed', 'secrets', of, "the master's password", 'secrets-manager/secret', 1)]
      : []),
  ];
};

const bucket: Pricing = ({ constructPath: of }, { volumes }) => [
  line('use', 'files', of, `${volumes.bucketGigabytes} GB of files`, 's3/stored', volumes.bucketGigabytes),
  line(
    'use',
    'files',
    of,
    `${volumes.bucketWriteThousands} thousand writes`,
    's3/writes',
    volumes.bucketWriteThousands,
  ),
  line(
    'use',
    'files',
    of,
    `${volumes.bucketReadThousands} thousand reads`,
    's3/reads',
    volumes.bucketReadThousands,
  ),
];

/** Nobody asks a queue of dead letters whether there is something. */
const queue: Pricing = ({ address, config, constructPath: of }, { stack, volumes }): Line[] => {
  const isOfDeadLetters = resourcesOf(stack, 'aws_sqs_queue').some((each) =>
    String(each.config.redrive_policy).includes(`${address}.`),
  );
  const hasConsumer = !isOfDeadLetters && config.redrive_policy !== undefined;
  if (!hasConsumer) return [];
  const millions = volumes.queueRequestMillions;
  const price = config.fifo_queue === true ? 'sqs/fifo' : 'sqs/standard';
  return [line('use', 'queues', of, `${millions} million requests`, price, millions)];
};

export const data: Readonly<Record<string, Pricing>> = {
  aws_db_instance: database,
  aws_s3_bucket: bucket,
  aws_sqs_queue: queue,
};
