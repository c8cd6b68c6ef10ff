import { Construct } from 'constructs';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { awsName, InfraStack, organisation, policy, Statement } from '@dotkom/stack';

/** Instances of a platform, by what they are for. A launch template gives them both tags. */
export interface Instances {
  readonly role: 'nat' | 'node';
  /** Their `Name` tag. */
  readonly name: string;
}

export interface SessionPolicyProps {
  readonly name: readonly string[];
  readonly description: string;
  readonly instances: readonly Instances[];
  /** The name of the Session document that is the one kind of session it allows. */
  readonly document: string;
}

/**
 * What a person needs to start one kind of session and no other: the instances, by their tags, and one Session
 * document. It is a managed policy that nobody has until it is attached, to a permission set or a group.
 *
 * `SessionDocumentAccessCheck` is what makes the document count: without it, whoever leaves the document out of the call
 * gets a shell. Source: GitHub advisory GHSA-q4pp-j36h-3gqg. The statements on sessions are those of "Sample IAM
 * policies for Session Manager" in AWS's documentation.
 */
export class SessionPolicy extends Construct {
  constructor(scope: Construct, id: string, { name, description, instances, document }: SessionPolicyProps) {
    super(scope, id);
    const inAccount = `${organisation.region}:${InfraStack.of(this).accountId}`;
    new IamPolicy(this, 'policy', {
      name: awsName('IAM policy', name),
      path: '/people/',
      description,
      policy: policy([
        ...instances.map((each) => reach(each, inAccount)),
        {
          sid: 'ByThisDocument',
          actions: ['ssm:StartSession'],
          resources: [`arn:aws:ssm:${inAccount}:document/${document}`],
        },
        {
          sid: 'TalkInOwnSession',
          actions: ['ssmmessages:OpenDataChannel'],
          resources: [`arn:aws:ssm:${inAccount}:session/${caller}-*`],
        },
        {
          sid: 'EndOwnSession',
          actions: ['ssm:ResumeSession', 'ssm:TerminateSession'],
          resources: [`arn:aws:ssm:${inAccount}:session/*`],
          conditions: { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': caller } },
        },
        {
          sid: 'FindInstances',
          actions: ['ec2:DescribeInstances'],
          resources: ['*'], // The action has no resource to narrow it to.
        },
      ]),
    });
  }
}

/** Who calls, as IAM fills it in; the first dollar keeps Terraform from doing so. */
const caller = '$${aws:userid}';

function reach({ role, name }: Instances, inAccount: string): Statement {
  return {
    sid: role === 'nat' ? 'ReachNat' : 'ReachNodes',
    actions: ['ssm:StartSession'],
    resources: [`arn:aws:ec2:${inAccount}:instance/*`],
    conditions: {
      StringEquals: { 'ssm:resourceTag/platform:role': role, 'ssm:resourceTag/Name': name },
      BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' },
    },
  };
}
