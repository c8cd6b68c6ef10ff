import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { isUserError } from '@dotkom/stack/conventions';
import { readOrder } from './order';
import { runTask } from './run-task';

/** What a deploy runs for each one-off task that changed, in the account and with the identity of the deploy. */
async function main(): Promise<void> {
  const order = readOrder(process.env);
  const [, , , region] = order.cluster.split(':');
  await runTask(order, {
    ecs: new ECSClient({ region }),
    logs: new CloudWatchLogsClient({ region }),
    say: (line) => console.log(line),
  });
}

main().catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
});
