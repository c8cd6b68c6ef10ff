import { createHash } from 'node:crypto';
import { Fn, Token } from 'cdktf';
import { unusableName } from './errors';
import { wordLike } from './word';

interface NameRule {
  /** AWS's limit on the length. */
  readonly longest: number;
  /** What AWS allows, as a whole name. */
  readonly pattern: RegExp;
  readonly separator: '-' | '/';
}

const hyphenated = (longest: number): NameRule => ({
  longest,
  pattern: /^[a-z0-9](?:-?[a-z0-9])*$/,
  separator: '-',
});
const path = (longest: number): NameRule => ({
  longest,
  pattern: /^[a-z0-9](?:[-/]?[a-z0-9])*$/,
  separator: '/',
});

/**
 * AWS's limits for the names that stacks give. The alphabet is the narrowest that all of them share (lower case,
 * digits, single hyphens), so that one word can be a target group, a DNS label and a repository.
 *
 * Sources: the API references of Elastic Load Balancing (CreateLoadBalancer, CreateTargetGroup), IAM (CreateRole),
 * ECS (CreateCluster, CreateService, CreateCapacityProvider, RegisterTaskDefinition), EC2 (CreateSecurityGroup,
 * CreateLaunchTemplate), EC2 Auto Scaling, ECR (CreateRepository), S3 (bucket naming rules), SNS, SQS, CloudWatch
 * (PutMetricAlarm), EventBridge (PutRule, CreateSchedule), Step Functions (CreateStateMachine), Lambda, RDS
 * (CreateDBInstance), Budgets, Cloud Map and Systems Manager (CreateDocument).
 */
const rules = {
  'load balancer': hyphenated(32),
  'target group': hyphenated(32),
  'IAM role': hyphenated(64),
  'IAM policy': hyphenated(128),
  'instance profile': hyphenated(128),
  'security group': hyphenated(255),
  'launch template': hyphenated(128),
  'auto scaling group': hyphenated(255),
  'capacity provider': hyphenated(255),
  'ECS cluster': hyphenated(255),
  'ECS service': hyphenated(255),
  'task definition family': hyphenated(255),
  'S3 bucket': hyphenated(63),
  topic: hyphenated(256),
  queue: hyphenated(80),
  'FIFO queue': hyphenated(75), // AWS takes 80, the last five of which are '.fifo'.
  alarm: hyphenated(255),
  schedule: hyphenated(64),
  'event rule': hyphenated(64),
  'state machine': hyphenated(80),
  function: hyphenated(64),
  database: hyphenated(63),
  budget: hyphenated(100),
  namespace: hyphenated(1024),
  'session document': hyphenated(128),
  'ECR repository': path(256),
} as const satisfies Record<string, NameRule>;

export type NamedResource = keyof typeof rules;

const hashLength = 8;

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, hashLength);
}

/**
 * The name of an AWS resource from the words that identify it: readable, and never longer than AWS takes. A name
 * that would be too long is cut and ends in a hash of all its words, so that it stays the same from one synth to
 * the next and differs from every other.
 *
 * @param resource which of AWS's limits apply.
 * @param words for example the application, the environment and the service.
 * @param immutable the attributes that AWS cannot change in place. They go into a hash at the end, so that a
 *   replacement has another name and can be created before the old one is destroyed. One that only the plan knows, such
 *   as the id of a network, is hashed by Terraform.
 * @example
 * awsName('ECS service', ['grades', 'prod', 'backend']) // grades-prod-backend
 * awsName('target group', ['grades', 'prod', 'backend'], { port: 5555 }) // grades-prod-backend-0b41b681
 * @throws UserError when a word has characters that AWS refuses.
 */
export function awsName(
  resource: NamedResource,
  words: readonly string[],
  immutable?: Readonly<Record<string, string | number>>,
): string {
  const { longest, pattern, separator } = rules[resource];
  const readable = words.join(separator);
  if (!pattern.test(readable)) throw refused(resource, readable, separator);

  // In one order, so that the order in which the attributes are written down does not matter.
  const attributes = immutable ? Object.entries(immutable).sort() : [];
  const known = attributes.filter(([, value]) => !Token.isUnresolved(value));
  const planned = attributes.filter(([, value]) => Token.isUnresolved(value)).map(([, value]) => value);
  const identity = JSON.stringify([words, immutable ? Object.fromEntries(known) : null]);
  if (!immutable && readable.length <= longest) return readable;

  const kept = readable.slice(0, longest - hashLength - 1).replace(/[-/]+$/, '');
  return `${kept}-${planned.length > 0 ? hashInPlan([hash(identity), ...planned]) : hash(identity)}`;
}

/** The hash of values that Terraform knows and synth does not. */
function hashInPlan(values: readonly (string | number)[]): string {
  return Fn.substr(
    Fn.sha256(
      Fn.join(
        ' ',
        values.map((value) => Token.asString(value)),
      ),
    ),
    0,
    hashLength,
  );
}

function refused(resource: NamedResource, name: string, separator: string): Error {
  const parts = separator === '/' ? name.split('/') : [name];
  return unusableName(
    `the ${resource}`,
    name,
    'may hold only lower-case letters, digits and single hyphens between them',
    parts.map(wordLike).filter(Boolean).join('/'),
  );
}
