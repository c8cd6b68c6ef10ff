import { Construct } from 'constructs';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { InfraStack, LogGroup, organisation, placed, policy } from '@dotkom/stack';
import { inputs } from '../inputs/inputs';
import { shellDocument } from './session-documents';

export interface SessionsProps {
  /** The name of the platform, such as `platform-prod`. */
  readonly name: string;
  /** The roles of the instances that sessions reach, by a word for each: they write what happens in a session. */
  readonly roleNames: Readonly<Record<string, string>>;
  /** The CloudWatch Logs destination that gets what is logged too, or `'none'`. */
  readonly forwardTo: string;
  /** The minutes after which a session in which nothing happens ends, from 1 to 60. @default 20 */
  readonly idleMinutes?: number;
  /** The days for which it is kept what was done in sessions. @default 90 */
  readonly retentionDays?: number;
}

/**
 * Shells on the platform's instances, through Session Manager: no port is open, no key is handed out, and everything
 * that a shell prints is in a log as it happens. `SessionPolicies` is what allows people to start them.
 *
 * The account's own preferences (`SSM-SessionManagerRunShell`) are left alone: there is one for a region, and two
 * platforms or a person in the console may have it already (docs/decisions/access.md). Costs nothing but the log, 0.57
 * dollars for a gigabyte.
 *
 * @example
 * new Sessions(this, 'sessions', {
 *   name: 'platform-prod',
 *   roleNames: { ...nat.roleNames, nodes: access.roleName },
 *   forwardTo: notForwarded,
 * });
 */
export class Sessions extends Construct {
  constructor(scope: Construct, id: string, props: SessionsProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Sessions.props', props);
    const { name, roleNames, forwardTo, retentionDays = 90 } = props;
    const log = new LogGroup(this, 'log', { name: `/platform/${name}/sessions`, retentionDays, forwardTo });
    for (const [word, role] of Object.entries(roleNames)) this.letWrite(word, role, log);
    this.createDocument(props, log);
  }

  /** What the agent on an instance needs to write the log; it looks the group up by listing first. */
  private letWrite(word: string, role: string, { arn }: LogGroup): void {
    const anyGroup = `arn:aws:logs:${organisation.region}:${InfraStack.of(this).accountId}:log-group:*`;
    new IamRolePolicy(this, `${word}-log-policy`, {
      role,
      policy: policy([
        {
          sid: 'LogSessions',
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [arn, `${arn}:*`],
        },
        { sid: 'FindSessionLog', actions: ['logs:DescribeLogGroups'], resources: [anyGroup] },
      ]),
    });
  }

  /** Source of the schema: "Session document schema" in the user guide of Systems Manager. */
  private createDocument({ name, idleMinutes = 20 }: SessionsProps, log: LogGroup): void {
    new SsmDocument(this, 'document', {
      name: shellDocument(name),
      documentType: 'Session',
      documentFormat: 'JSON',
      content: JSON.stringify({
        schemaVersion: '1.0',
        description: `A shell on an instance of ${name}, logged`,
        sessionType: 'Standard_Stream',
        inputs: {
          cloudWatchLogGroupName: log.name,
          cloudWatchStreamingEnabled: true,
          cloudWatchEncryptionEnabled: false, // It asks for a key of one's own; logs are encrypted with AWS's without.
          s3BucketName: '',
          s3KeyPrefix: '',
          s3EncryptionEnabled: false,
          idleSessionTimeout: String(idleMinutes),
          runAsEnabled: false,
          kmsKeyId: '',
        },
      }),
    });
  }
}
