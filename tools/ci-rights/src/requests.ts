import { account, RequestContext } from '@dotkom/stack/testing';

/** What a deploy asks of AWS: actions on one resource, and what such a request says of itself. */
export interface Request {
  readonly actions: readonly string[];
  readonly resource: string;
  readonly context?: RequestContext;
}

/** A resource of Terraform, as far as its rights go by it. */
export interface Thing {
  /** An attribute, with what the stack says in the place of expressions. */
  readonly text: (attribute: string) => string;
  /** The stack's application (or platform) and environment, as its tags say. */
  readonly tags: { readonly Application: string; readonly Environment: string };
  readonly boundaryArn: string;
}

/** An ARN in the account and in the region of everything, unless another is said. */
export const arn = (service: string, resource: string, region = 'eu-north-1') =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** What AWS knows no resource for, or knows one whose name is not known before. */
export const anything = '*';

/** Names the actions of one service. */
export const of = (service: string, ...names: string[]) => names.map((name) => `${service}:${name}`);

/** What a request says that makes a thing with tags, or changes one that has them. */
export const tagged = ({ tags }: Thing): RequestContext =>
  Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:RequestTag/${key}`, value],
      [`aws:ResourceTag/${key}`, value],
    ]),
  );

/** What every request says. */
export const inRegion: RequestContext = { 'aws:RequestedRegion': 'eu-north-1' };

/** Handing a role to an AWS service. */
export const passing = (roleArn: string, service: string): Request => ({
  actions: ['iam:PassRole'],
  resource: roleArn,
  context: { 'iam:PassedToService': `${service}.amazonaws.com` },
});
