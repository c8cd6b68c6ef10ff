import { Statement } from './policy';

/** A statement of a policy that a resource has itself, which says whom it is about. */
export interface ResourceStatement extends Statement {
  /** Who it is about: a service of AWS, or everybody. @default '*', everybody */
  readonly principal?: { readonly Service: string } | '*';
}

/**
 * The policy of a bucket, a queue or a topic, as JSON.
 *
 * @example
 * resourcePolicy([onlyOverTls('sqs', [queue.arn])])
 */
export function resourcePolicy(statements: readonly ResourceStatement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(
      ({ sid, effect = 'Allow', principal = '*', actions, resources, conditions }) => ({
        Sid: sid,
        Effect: effect,
        Principal: principal,
        Action: actions,
        Resource: resources,
        ...(conditions && { Condition: conditions }),
      }),
    ),
  });
}

/** Everything that people and services ask of a resource of a kind. A topic's policy takes no `sns:*`. */
const everything = { s3: 's3:*', sns: 'sns:Publish', sqs: 'sqs:*' } as const;

/** Answers nobody without TLS, whatever else allows them. */
export function onlyOverTls(
  service: keyof typeof everything,
  resources: readonly string[],
): ResourceStatement {
  return {
    sid: 'OnlyOverTls',
    effect: 'Deny',
    actions: [everything[service]],
    resources,
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/**
 * The sid of a grant: what is allowed, and on what. A role may be granted the same on several things of one kind, and
 * a policy's sids have to differ.
 *
 * @example
 * grantSid('Send', 'email-delivery') // SendEmailDelivery
 */
export function grantSid(what: string, name: string): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${what}${words.join('')}`;
}
