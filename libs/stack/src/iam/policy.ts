/** A condition block of an IAM statement: operator → condition key → values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement of a policy: what may be done with what, or must not be. */
export interface Statement {
  /** Letters and digits; says what the statement is for where a policy is read in the console. */
  readonly sid: string;
  /** Whether it permits or forbids. @default 'Allow' */
  readonly effect?: 'Allow' | 'Deny';
  /** What may be done, by the names that IAM has for it: `['s3:GetObject']`. */
  readonly actions: readonly string[];
  /** With what, by its ARNs. */
  readonly resources: readonly string[];
  /** When. @default always */
  readonly conditions?: Conditions;
}

export interface Trust {
  /** The AWS service that may assume the role, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  readonly conditions?: Conditions;
}

const version = '2012-10-17';

/**
 * An IAM policy of these statements, as JSON.
 *
 * @example
 * policy([{ sid: 'Send', actions: ['sqs:SendMessage'], resources: [queue.arn] }])
 */
export function policy(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: version,
    Statement: statements.map(({ sid, effect = 'Allow', actions, resources, conditions }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      Resource: resources,
      ...(conditions && { Condition: conditions }),
    })),
  });
}

/** The trust policy of a role that one AWS service assumes, as JSON. */
export function trustPolicy({ service, conditions }: Trust): string {
  return JSON.stringify({
    Version: version,
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: service },
        ...(conditions && { Condition: conditions }),
      },
    ],
  });
}

/** What a node needs so that Session Manager reaches it: less than AmazonSSMManagedInstanceCore, which reads every parameter. */
export const sessionManagerStatements: readonly Statement[] = [
  {
    sid: 'SessionManager',
    actions: [
      'ssm:UpdateInstanceInformation',
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ],
    resources: ['*'], // These actions have no resource to narrow them to.
  },
];
