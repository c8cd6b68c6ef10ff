import { account, isAllowed, RequestContext, resources, Role, rolesOf } from '@dotkom/stack/testing';
import { bootstrapFor } from './testing/bootstrap';

const stack = bootstrapFor(
  {
    applications: [{ name: 'grades', environments: ['prod'], repositories: [] }],
    platforms: ['prod'],
  },
  { 'dotkom/infra': 'unknown' },
);
const roles: Readonly<Record<string, Role>> = rolesOf(stack);
const may = (role: string, action: string, resource: string, context: RequestContext = {}) =>
  isAllowed(roles[role]?.statements ?? [], action, resource, context);

const inRegion = (service: string, resource: string) =>
  `arn:aws:${service}:eu-north-1:${account}:${resource}`;
const tags = (kind: 'RequestTag' | 'ResourceTag', application: string): RequestContext => ({
  [`aws:${kind}/Application`]: application,
  [`aws:${kind}/Environment`]: 'prod',
});

describe('the deploy of an application', () => {
  const deploy = 'ci-apply-grades-prod';

  it.each(['', ':$LATEST'])('has its database made, by the function%s as the provider names it', (version) =>
    expect(
      may(deploy, 'lambda:InvokeFunction', inRegion('lambda', `function:platform-prod-databases${version}`)),
    ).toBe(true),
  );

  it('registers task definitions with its own tags, also where AWS asks about no family', () => {
    for (const resource of ['*', inRegion('ecs', 'task-definition/grades-prod-backend:1')]) {
      expect(may(deploy, 'ecs:RegisterTaskDefinition', resource, tags('RequestTag', 'grades'))).toBe(true);
      expect(may(deploy, 'ecs:RegisterTaskDefinition', resource, tags('RequestTag', 'onlineweb'))).toBe(
        false,
      );
      expect(may(deploy, 'ecs:RegisterTaskDefinition', resource)).toBe(false);
    }
  });

  it("adds to no other application's family, since what is registered is tagged too", () => {
    const own = tags('RequestTag', 'grades');
    expect(
      may(deploy, 'ecs:TagResource', inRegion('ecs', 'task-definition/grades-prod-backend:2'), own),
    ).toBe(true);
    expect(may(deploy, 'ecs:TagResource', inRegion('ecs', 'task-definition/onlineweb-prod-web:2'), own)).toBe(
      false,
    );
  });

  describe.each([
    'PutScalingPolicy',
    'PutScheduledAction',
    'RegisterScalableTarget',
    'DeregisterScalableTarget',
  ])('scales: %s', (action) => {
    const scales = (context: RequestContext) =>
      may(
        deploy,
        `application-autoscaling:${action}`,
        inRegion('application-autoscaling', 'scalable-target/1'),
        { 'application-autoscaling:service-namespace': 'ecs', ...context },
      );

    it('what has its tags', () => expect(scales(tags('ResourceTag', 'grades'))).toBe(true));
    it('what AWS gives no tags of', () => expect(scales({})).toBe(true));
    it("not what has another's", () => expect(scales(tags('ResourceTag', 'onlineweb'))).toBe(false));
    it('nothing but ECS', () =>
      expect(scales({ 'application-autoscaling:service-namespace': 'dynamodb' })).toBe(false));
  });

  it('names the role that AWS gave its scaling, and no other of AWS', () => {
    const linked = (name: string) => `arn:aws:iam::${account}:role/aws-service-role/${name}`;
    const scaling =
      'ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService';
    expect(may(deploy, 'iam:PassRole', linked(scaling))).toBe(true);
    expect(may(deploy, 'iam:PassRole', linked(scaling), { 'iam:PassedToService': 'ec2.amazonaws.com' })).toBe(
      false,
    );
    expect(may(deploy, 'iam:PassRole', linked('rds.amazonaws.com/AWSServiceRoleForRDS'))).toBe(false);
  });

  it.each([
    ...['events:PutRule', 'cloudfront:CreateCachePolicy', 'scheduler:CreateScheduleGroup'],
    ...['cloudwatch:PutDashboard', 'logs:PutMetricFilter', 'logs:FilterLogEvents', 'ecr:SetRepositoryPolicy'],
    'ecs:DeregisterTaskDefinition',
  ])('may not %s, which no construct has a use for', (action) =>
    expect(roles[deploy]?.statements.flatMap(({ Action }) => Action)).not.toContain(action),
  );
});

describe('the deploy of a platform', () => {
  const deploy = 'ci-apply-platform-prod';
  const certificate = inRegion('acm', 'certificate/1');

  it('forwards logs to a destination, which may be in another account', () => {
    for (const resource of [
      inRegion('logs', 'log-group:/platform/platform-prod/sessions'),
      'arn:aws:logs:eu-north-1:210987654321:destination:elk',
    ])
      expect(may(deploy, 'logs:PutSubscriptionFilter', resource)).toBe(true);
  });

  it('makes and removes certificates of its own, and none of an application', () => {
    expect(may(deploy, 'acm:RequestCertificate', '*', tags('RequestTag', 'platform'))).toBe(true);
    expect(may(deploy, 'acm:DeleteCertificate', certificate, tags('ResourceTag', 'platform'))).toBe(true);
    expect(may(deploy, 'acm:DeleteCertificate', certificate, tags('ResourceTag', 'onlineweb'))).toBe(false);
    const taking = { ...tags('RequestTag', 'platform'), ...tags('ResourceTag', 'onlineweb') };
    expect(may(deploy, 'acm:AddTagsToCertificate', certificate, taking)).toBe(false);
  });

  it.each([
    [
      'autoscaling:UpdateAutoScalingGroup',
      inRegion('autoscaling', 'autoScalingGroup:0-1:autoScalingGroupName/platform-prod-arm64'),
    ],
    ['rds:ModifyDBInstance', inRegion('rds', 'db:platform-prod')],
    ['servicediscovery:DeleteNamespace', inRegion('servicediscovery', 'namespace/ns-1')],
  ])('may %s on %s', (action, resource) => expect(may(deploy, action, resource)).toBe(true));

  const rule = inRegion('elasticloadbalancing', 'listener-rule/app/platform-prod/1/2/3');
  const snapshot = inRegion('rds', 'snapshot:platform-prod-final');
  it.each([
    ['elasticloadbalancing:ModifyRule', rule],
    ['elasticloadbalancing:DeleteRule', rule],
    ['elasticloadbalancing:SetRulePriorities', rule],
    ['rds:ModifyDBSnapshotAttribute', snapshot],
    ['rds:CopyDBSnapshot', snapshot],
    ['rds:DeleteDBSnapshot', snapshot],
    ['rds:StartExportTask', snapshot],
    ['rds:RestoreDBInstanceFromDBSnapshot', snapshot],
    ['rds:DownloadDBLogFilePortion', inRegion('rds', 'db:platform-prod')],
    ['ssm:ModifyDocumentPermission', inRegion('ssm', 'document/platform-prod-shell')],
    ['lambda:InvokeFunction', inRegion('lambda', 'function:platform-prod-databases')],
    ['iam:CreatePolicyVersion', `arn:aws:iam::${account}:policy/people/platform-prod-tunnel`],
    ['iam:CreatePolicy', `arn:aws:iam::${account}:policy/platform/platform-prod-tunnel`],
    ['iam:AttachRolePolicy', `arn:aws:iam::${account}:role/platform/platform-prod-nodes`],
    ['ec2:CreateVpcPeeringConnection', '*'],
    ['ec2:CreateNetworkInterfacePermission', '*'],
    ['ec2:CreateFlowLogs', '*'],
    ['scheduler:CreateSchedule', inRegion('scheduler', 'schedule/default/platform-prod-x')],
    ['sqs:CreateQueue', inRegion('sqs', 'platform-prod-x')],
  ])('may not %s on %s', (action, resource) =>
    expect(may(deploy, action, resource, { 'aws:RequestedRegion': 'eu-north-1' })).toBe(false),
  );

  it.each(['ecs-tasks', 'scheduler', 'vpc-flow-logs', 'monitoring.rds', 'autoscaling'])(
    'hands no role to %s',
    (service) =>
      expect(
        may(deploy, 'iam:PassRole', `arn:aws:iam::${account}:role/platform/platform-prod-nodes`, {
          'iam:PassedToService': `${service}.amazonaws.com`,
        }),
      ).toBe(false),
  );
});

describe('the role that plans', () => {
  it('may ask after the firmware of an image, which is no instance, and of no instance', () => {
    expect(may('ci-plan', 'ec2:GetInstanceUefiData', inRegion('ec2', 'instance/ami-0123'))).toBe(true);
    expect(may('ci-plan', 'ec2:GetInstanceUefiData', inRegion('ec2', 'instance/i-0123'))).toBe(false);
  });

  it('reads the settings of the account, which bootstrap makes', () => {
    const types = ['aws_ebs_encryption_by_default', 'aws_ebs_snapshot_block_public_access'];
    for (const type of types) expect(resources(stack, type).length).toBe(1);
    for (const action of ['ec2:GetEbsEncryptionByDefault', 'ec2:GetSnapshotBlockPublicAccessState'].concat(
      's3:GetAccountPublicAccessBlock',
      'ssm:GetServiceSetting',
    ))
      expect(may('ci-plan', action, '*')).toBe(true);
  });
});
