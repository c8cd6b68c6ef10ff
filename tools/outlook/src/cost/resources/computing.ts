import { counted } from '@dotkom/stack/conventions';
import { comesOnce, Schedule, timesAMonth } from '@dotkom/stack/schedule';
import { Resource, resourcesOf, settledNumber, SynthesisedStack } from '@dotkom/synthesised';
import { blockOf, blocksOf, referred } from '../../estate/part';
import { line, Part } from '../line';
import { Pricing } from '../pricing';

/** Instances, their disks and public addresses; a group that is no pool of nodes is a NAT's. */
const autoscalingGroup: Pricing = ({ address, config, constructPath: of }, { stack, nodes }) => {
  const count = nodes.get(address) ?? Number(config.min_size);
  const part: Part = nodes.has(address) ? 'nodes' : 'way out';
  const template = templateOf(stack, config);
  const type = String(template?.config.instance_type);
  const addresses = blocksOf(template?.config.network_interfaces).filter(
    ({ associate_public_ip_address: isPublic }) => String(isPublic) === 'true',
  ).length;
  return [
    line('fixed', part, of, `${count} × ${type}`, `ec2/${type}`, count),
    ...disksOf(template).map(({ type: disk, gibibytes }) =>
      line('fixed', part, of, `${count} × ${gibibytes} GiB of disk`, `ebs/${disk}`, count * gibibytes),
    ),
    line(
      'fixed',
      part,
      of,
      counted(count * addresses, 'public address', 'public addresses'),
      'vpc/public-ipv4',
      count * addresses,
    ),
  ];
};

function templateOf(stack: SynthesisedStack, config: Record<string, any>): Resource | undefined {
  return referred(resourcesOf(stack, 'aws_launch_template'), blockOf(config['launch_template'])?.['id']);
}

function disksOf(template: Resource | undefined): { type: string; gibibytes: number }[] {
  return blocksOf(template?.config.block_device_mappings).map((disk) => {
    const { volume_type: type = 'gp2', volume_size: size = 0 } = blockOf(disk['ebs']) ?? {};
    return { type, gibibytes: settledNumber(size) ?? 0 };
  });
}

/** Tasks cost what nodes do; what they send to the internet by themselves costs on top. */
const ecsService: Pricing = ({ config, constructPath: of }, { workloads, volumes }) => {
  const tasks = workloads.find(({ ecsName }) => ecsName === config.name)?.count.atRest ?? 0;
  const sent = tasks * volumes.sentGigabytesPerTask;
  return [line('use', 'traffic', of, `${sent} GB sent by ${counted(tasks, 'task')}`, 'transfer/out', sent)];
};

const ecrRepository: Pricing = ({ constructPath: of }, { volumes }) => [
  line('use', 'images', of, `${volumes.imageGigabytes} GB of images`, 'ecr/stored', volumes.imageGigabytes),
];

const lambdaFunction: Pricing = ({ constructPath: of }, { volumes }) => [
  line(
    'use',
    'jobs',
    of,
    `${volumes.functionGigabyteSeconds} GB-seconds of a function`,
    'lambda/gb-seconds',
    volumes.functionGigabyteSeconds,
  ),
];

/** The states that one run goes through: look, decide, run, and the end. */
const transitionsPerRun = 5;

/** What is for once is over in most months. */
function runsAMonth({ schedule_expression: expression }: Record<string, any>): number {
  return comesOnce(expression) ? 0 : timesAMonth(expression as Schedule);
}

const stateMachine: Pricing = ({ address, constructPath: of }, { stack }) => {
  const runs = resourcesOf(stack, 'aws_scheduler_schedule')
    .filter(({ config }) => JSON.stringify(config.target).includes(`${address}.`))
    .reduce((sum, { config }) => sum + runsAMonth(config), 0);
  const thousands = (runs * transitionsPerRun) / 1000;
  return [line('fixed', 'jobs', of, `${Math.round(runs)} runs`, 'states/transitions', thousands)];
};

const schedule: Pricing = ({ config, constructPath: of }) => {
  const runs = runsAMonth(config);
  return [
    line('fixed', 'jobs', of, `started ${Math.round(runs)} times`, 'scheduler/invocations', runs / 1e6),
  ];
};

/** Roles have no price; who may send e-mail is counted as one who does. */
const rolePolicy: Pricing = ({ config, constructPath: of }, { volumes: { emailThousands } }) =>
  String(config.policy).includes('ses:SendEmail')
    ? [line('use', 'e-mail', of, `${emailThousands} thousand e-mails`, 'ses/sent', emailThousands)]
    : [];

export const computing: Readonly<Record<string, Pricing>> = {
  aws_autoscaling_group: autoscalingGroup,
  aws_ecs_service: ecsService,
  aws_ecr_repository: ecrRepository,
  aws_iam_role_policy: rolePolicy,
  aws_lambda_function: lambdaFunction,
  aws_sfn_state_machine: stateMachine,
  aws_scheduler_schedule: schedule,
};
