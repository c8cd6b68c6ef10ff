import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DescribeStateMachineCommand, SFNClient, StateMachineDoesNotExist } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Order } from '@dotkom/run-task';
import { organisation } from '@dotkom/stack/conventions';
import { Account } from '../account/account';
import { askAccount, clientConfig } from '../account/clients';

/** A job as it is deployed. */
export interface DeployedJob {
  readonly order: Order;
  /** The family of its task definitions. */
  readonly family: string;
  readonly neverTwice: boolean;
}

/**
 * What the workflow of a job would run, as it is deployed; nothing where it is not.
 *
 * @param workflow the name of its state machine.
 */
export async function deployedJob(
  account: Account,
  workflow: string,
  job: string,
): Promise<DeployedJob | undefined> {
  const definition = await definitionOf(account, workflow);
  if (definition === undefined) return undefined;
  const { Parameters: run, TimeoutSeconds: timeoutSeconds } = definition.States.Run;
  const { taskDefinition } = await askAccount('what a job runs', () =>
    new ECSClient(clientConfig(account)).send(
      new DescribeTaskDefinitionCommand({ taskDefinition: run.TaskDefinition }),
    ),
  );
  const container = taskDefinition?.containerDefinitions?.find(({ name }) => name === job);
  return {
    order: {
      cluster: run.Cluster,
      taskDefinition: run.TaskDefinition,
      capacityProvider: run.CapacityProviderStrategy[0]?.CapacityProvider ?? '',
      container: job,
      logGroup: container?.logConfiguration?.options?.['awslogs-group'] ?? '',
      timeoutSeconds,
    },
    family: taskDefinition?.family ?? '',
    neverTwice: 'FindRunning' in definition.States,
  };
}

/** What is read of the workflow that libs/service writes (scheduled-job/workflow.ts). */
interface Workflow {
  readonly States: {
    readonly Run: {
      readonly Parameters: {
        readonly Cluster: string;
        readonly TaskDefinition: string;
        readonly CapacityProviderStrategy: readonly { readonly CapacityProvider: string }[];
      };
      readonly TimeoutSeconds: number;
    };
    readonly FindRunning?: object;
  };
}

async function definitionOf(account: Account, workflow: string): Promise<Workflow | undefined> {
  const config = clientConfig(account);
  return askAccount('what a job runs', async () => {
    const { Account: id } = await new STSClient(config).send(new GetCallerIdentityCommand({}));
    const stateMachineArn = `arn:aws:states:${organisation.region}:${id}:stateMachine:${workflow}`;
    try {
      const { definition = '' } = await new SFNClient(config).send(
        new DescribeStateMachineCommand({ stateMachineArn }),
      );
      return JSON.parse(definition) as Workflow;
    } catch (error) {
      if (error instanceof StateMachineDoesNotExist) return undefined;
      throw error;
    }
  });
}
