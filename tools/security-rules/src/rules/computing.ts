import { jsonOf, SynthesisedStack } from '@dotkom/stack/testing';
import { all, each, Found, Resource, Rule } from '../rule';

/** What runs something should be small in what it may do, traced, and known by its owner. */
export const computingRules: readonly Rule[] = [
  each(
    'function-dead-letters',
    'A function leaves what it could not do somewhere.',
    'aws_lambda_function',
    (made) => Boolean(made['dead_letter_config']),
  ),
  each(
    'function-concurrency',
    'A function has a number of runs that are its own.',
    'aws_lambda_function',
    (made) => made['reserved_concurrent_executions'] !== undefined,
  ),
  each('function-tracing', 'A function is traced.', 'aws_lambda_function', (made) =>
    Boolean(made['tracing_config']),
  ),
  each('function-signing', "A function's code is signed.", 'aws_lambda_function', (made) =>
    Boolean(made['code_signing_config_arn']),
  ),
  each(
    'own-key-function',
    "A function's environment is encrypted by a key of our own.",
    'aws_lambda_function',
    (made) => Boolean(made['kms_key_arn']),
  ),
  each('machine-log', 'A step function writes down its runs.', 'aws_sfn_state_machine', (machine) =>
    Boolean(machine['logging_configuration']),
  ),
  each('machine-tracing', 'A step function is traced.', 'aws_sfn_state_machine', (machine) =>
    Boolean(machine['tracing_configuration']),
  ),
  each(
    'steady-instances',
    'An instance computes as fast all the time.',
    'aws_launch_template',
    (template) => !/^t\d/.test(template['instance_type']),
  ),
  each(
    'steady-database',
    'A database computes as fast all the time.',
    'aws_db_instance',
    (database) => !/^db\.t\d/.test(database['instance_class']),
  ),
  each(
    'metadata-tokens',
    'An instance tells its metadata for a token alone, and not to containers.',
    'aws_launch_template',
    ({ metadata_options: metadata }) =>
      metadata?.http_tokens === 'required' && metadata.http_put_response_hop_limit === 1,
  ),
  each(
    'group-tags',
    'What Auto Scaling launches has an owner.',
    'aws_autoscaling_group',
    ({ tag: tags = [] }) =>
      ['Application', 'Owner'].every((key) =>
        tags.some((tag: Resource) => tag['key'] === key && tag['propagate_at_launch'] === true),
      ),
  ),
  each('launched-tags', 'What a launch template makes has an owner.', 'aws_launch_template', ownsWhatItMakes),
  each(
    'task-tags',
    'What a service starts has an owner.',
    'aws_ecs_service',
    (service) => service['propagate_tags'] === 'SERVICE',
  ),
  containers(
    'container-privileges',
    'A container is not privileged.',
    (container) => container['privileged'] !== true,
  ),
  containers(
    'container-user',
    'A container runs as a user that is not root.',
    ({ user }) => user && !/^(0+|root)(:|$)/.test(user),
  ),
  containers(
    'container-root',
    'A container cannot write to its own root.',
    (container) => container['readonlyRootFilesystem'] === true,
  ),
  containers(
    'container-log',
    'A container writes to a log that is kept.',
    ({ logConfiguration: log }) => log?.logDriver === 'awslogs',
  ),
];

function ownsWhatItMakes({ tag_specifications: specifications = [] }: Resource): boolean {
  return ['instance', 'network-interface', 'volume'].every((type) =>
    specifications.some(
      (each: Resource) => each['resource_type'] === type && each['tags']?.Owner && each['tags']?.Application,
    ),
  );
}

function containers(id: string, says: string, holds: (container: Resource) => unknown): Rule {
  const breaks = ({ resource }: Found) => !definitions(resource).every(holds);
  return {
    id,
    says,
    broken: (stack: SynthesisedStack) => all(stack, 'aws_ecs_task_definition').filter(breaks),
  };
}

function definitions(taskDefinition: Resource): Resource[] {
  return jsonOf(taskDefinition['container_definitions']);
}
