import { join } from 'node:path';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import {
  Alarm,
  awsName,
  InfraStack,
  LogGroup,
  notForwarded,
  organisation,
  policy,
  Statement,
  trustPolicy,
} from '@dotkom/stack';
import { databasePort, databaseSecretParameter, databaseSecrets, databaseWishPath } from '../contract';
import { anywhere, Firewall } from '../network/firewall';
import { Network, WayOut } from '../network/network';
import { functionCode } from './function-code';

export interface DatabaseFunctionProps {
  readonly name: string;
  readonly platform: string;
  readonly network: Network;
  /** What it reaches SSM and Secrets Manager by. */
  readonly wayOut: WayOut;
  /** The host name of the server. */
  readonly address: string;
  /** The secret with the master's password, which AWS changes every week. */
  readonly masterSecretArn: string;
  /** Who lets connections in to the server. */
  readonly database: Firewall;
  readonly alarmTopicArn: string;
  /** @default 'none' */
  readonly forwardLogsTo?: string;
}

const timeoutSeconds = 120;

/** At night, after the weekly maintenance of the server (UTC). */
const nightly = 'cron(0 4 * * ? *)';

/** What Lambda itself does with a function's role to put it into a network. Source: AWS Lambda Developer Guide, "VPC execution role permissions". */
const networkInterfaceActions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Makes a database and a role for each application that has asked for one, and writes their address and password to the
 * application's secrets. It stands in the private subnets, and it alone reads the master's password. An application's
 * deploy invokes it and fails with what it says; each night it goes through all of them, so that what somebody changed
 * by hand is as it should be in the morning (docs/decisions/database.md). A few cents a month.
 */
export class DatabaseFunction extends Construct {
  readonly functionName: string;
  readonly firewall: Firewall;

  private readonly props: DatabaseFunctionProps;

  constructor(scope: Construct, id: string, props: DatabaseFunctionProps) {
    super(scope, id);
    this.props = props;
    const name = awsName('function', [props.name, 'databases']);

    this.firewall = this.createFirewall();
    const log = new LogGroup(this, 'log', {
      name: `/aws/lambda/${name}`,
      forwardTo: props.forwardLogsTo ?? notForwarded,
    });
    const created = this.createFunction(name, log);
    this.functionName = created.functionName;
    this.runEachNight(created);
    this.tellOfFailures();
  }

  private createFirewall(): Firewall {
    const { name, network, database } = this.props;
    const firewall = new Firewall(this, 'firewall', {
      network,
      name: awsName('security group', [name, 'databases-function']),
      description: 'The function that makes databases: nobody comes in',
    });
    const port = { first: databasePort, last: databasePort };
    firewall.allowOut('database', { securityGroup: database }, port);
    // AWS's own interfaces have no addresses that a rule could name.
    firewall.allowOut('aws', anywhere, { first: 443, last: 443 });
    return firewall;
  }

  private createFunction(name: string, log: LogGroup): LambdaFunction {
    const { network, wayOut, address, masterSecretArn, platform } = this.props;
    const { role, permissions } = this.createRole(name, log);
    const { file, hash } = functionCode(join(__dirname, 'reconciler', 'handler.ts'));
    const code = new TerraformAsset(this, 'code', { path: file, type: AssetType.FILE });
    return new LambdaFunction(this, 'function', {
      functionName: name,
      description: 'Makes the databases of applications',
      role: role.arn,
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      filename: code.path,
      sourceCodeHash: hash,
      memorySize: 256,
      timeout: timeoutSeconds,
      environment: {
        variables: {
          DATABASE_HOST: address,
          DATABASE_PORT: String(databasePort),
          MASTER_SECRET_ARN: masterSecretArn,
          WISHES_PATH: databaseWishPath(platform),
          // The runtime's own file of authorities has the one of RDS; Node.js does not read it by itself.
          NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
        },
      },
      vpcConfig: {
        subnetIds: network.privateSubnets.map(({ id }) => id),
        securityGroupIds: [this.firewall.securityGroupId],
      },
      // Lambda tries the permissions before it makes the function, and a deploy invokes it as soon as it is there.
      dependsOn: [permissions, log.created, ...wayOut],
    });
  }

  private createRole(name: string, log: LogGroup): { role: IamRole; permissions: IamRolePolicy } {
    const role = new IamRole(this, 'role', {
      name: awsName('IAM role', [name]),
      path: '/platform/',
      assumeRolePolicy: trustPolicy({ service: 'lambda.amazonaws.com' }),
    });
    const permissions = new IamRolePolicy(this, 'policy', {
      role: role.name,
      policy: policy(this.statements(name, log)),
    });
    return { role, permissions };
  }

  private statements(name: string, log: LogGroup): Statement[] {
    const { masterSecretArn, platform } = this.props;
    const { accountId } = InfraStack.of(this);
    const { region } = organisation;
    const parameter = (path: string) => `arn:aws:ssm:${region}:${accountId}:parameter${path}`;
    const wishes = databaseWishPath(platform);
    return [
      { sid: 'BeTheMaster', actions: ['secretsmanager:GetSecretValue'], resources: [masterSecretArn] },
      {
        sid: 'ReadWishes',
        actions: ['ssm:GetParametersByPath'],
        resources: [parameter(wishes), parameter(`${wishes}/*`)],
      },
      {
        sid: 'KeepAddresses',
        actions: ['ssm:GetParameter', 'ssm:PutParameter'],
        resources: databaseSecrets.map((secret) =>
          parameter(databaseSecretParameter({ application: '*', environment: '*' }, secret)),
        ),
      },
      {
        sid: 'WriteLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [`${log.arn}:*`],
      },
      {
        sid: 'JoinNetwork',
        actions: networkInterfaceActions,
        resources: ['*'], // Lambda tries them on everything; the next statement takes them from the function's own code.
      },
      {
        sid: 'JoinNetworkNotByItself',
        effect: 'Deny',
        actions: networkInterfaceActions,
        resources: ['*'],
        conditions: {
          ArnEquals: { 'lambda:SourceFunctionArn': `arn:aws:lambda:${region}:${accountId}:function:${name}` },
        },
      },
    ];
  }

  private runEachNight(created: LambdaFunction): void {
    const rule = new CloudwatchEventRule(this, 'nightly', {
      name: awsName('event rule', [this.props.name, 'databases-nightly']),
      description: 'Sees to the database of every application',
      scheduleExpression: nightly,
    });
    const permission = new LambdaPermission(this, 'nightly-permission', {
      functionName: created.functionName,
      action: 'lambda:InvokeFunction',
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, 'nightly-target', {
      rule: rule.name,
      arn: created.arn,
      input: '{}',
      dependsOn: [permission],
    });
  }

  private tellOfFailures(): void {
    const { name, alarmTopicArn } = this.props;
    new Alarm(this, 'alarm', {
      name: awsName('alarm', [name, 'databases-function']),
      summary:
        "The databases of applications, or one of them, could not be seen to: this night's or a deploy's.",
      runbook: 'database-reconciler',
      metric: {
        namespace: 'AWS/Lambda',
        name: 'Errors',
        dimensions: { FunctionName: this.functionName },
        statistic: 'Sum',
        periodSeconds: 300,
      },
      when: { above: 0 },
      topicArn: alarmTopicArn,
    });
  }
}
