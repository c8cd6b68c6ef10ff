import { join } from 'node:path';
import { Cluster, Database, Gateway, Nat, Network, NodeAccess, zones } from '@dotkom/platform';
import { InfraStack, organisation, readProject } from '@dotkom/stack';
import {
  account,
  brokenInvariants,
  IamStatement,
  inAccount,
  isAllowed,
  jsonOf,
  onlyResource,
  publicParts,
  referred,
  resources,
  synthesised,
  synthesisedStacks,
} from '@dotkom/stack/testing';
import { ciBoundary } from './ci/ci-boundary';
import { deployedProjects } from './ci/projects';
import { repositoryIds } from './github/repository-ids';
import { servicesWithRoles } from './service-linked-roles';
import stacks from './stacks';

const { bootstrap: stack, ...others } = synthesisedStacks(stacks, readProject(join(__dirname, '..')));
if (!stack) throw new Error('There is no stack called bootstrap.');

describe('bootstrap', () => {
  it('is one stack, whose state is in the bucket that it makes', () => {
    expect(others).toEqual({});
    expect(stack['terraform'].backend.s3.bucket).toBe(onlyResource(stack, 'aws_s3_bucket')['bucket']);
  });

  it('makes the zone of every host that applications may claim, in the form that `data` blocks find it', () => {
    expect(
      resources(stack, 'aws_route53_zone')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...zones].sort());
  });

  it('keeps the rules for every stack, and has nothing public', () => {
    const grantsNothing = 'a boundary grants nothing; the policy of each role narrows it';
    const reasons = {
      WhatNodesAndTasksDo: grantsNothing,
      WhatDeploysDo: grantsNothing,
      RolesOfStacks: grantsNothing,
      ReadSettings: 'Terraform finds things by listing them, and most of these actions have no resource',
      FindInstances: 'the action has no resource',
      LogInToRegistry: 'the action has no resource',
      MakeCertificates: 'making one has no resource; with the tags of the platform',
      MakeCloudfrontParts: 'making one has no resource; it changes none that is there',
      MakeCluster: 'the actions have no resource; one region',
      MakeNamespaces: 'the actions have no resource; one region',
      MakeTagged: 'a new thing has no name yet; with the tags of the application',
      Network: 'ids are random, and most of a network has neither name nor tags when it is made; one region',
      ReadImages: 'the actions have no resource',
      SessionManager: 'the actions have no resource',
      WithoutResource: 'the actions have no resource',
    };
    expect(brokenInvariants(stack, reasons, [organisation.permissionsBoundary, ciBoundary])).toEqual([]);
    expect(publicParts(stack)).toEqual([]);
  });
});

describe('the bucket of the states', () => {
  const bucket = onlyResource(stack, 'aws_s3_bucket');
  const setting = (type: string) => {
    const found = onlyResource(stack, type);
    expect(referred(stack, found['bucket'])).toBe(bucket);
    return found;
  };

  it('is taken over where it exists, because no state can be kept before it does', () => {
    const [address] = Object.keys(stack.resource['aws_s3_bucket'] ?? {});
    expect(stack['import']).toContainEqual({ to: `aws_s3_bucket.${address}`, id: organisation.stateBucket });
  });

  it('keeps every earlier state for a year, and then forgets it', () => {
    expect(setting('aws_s3_bucket_versioning')['versioning_configuration'].status).toBe('Enabled');
    const [rule, ...others] = setting('aws_s3_bucket_lifecycle_configuration')['rule'];
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      status: 'Enabled',
      noncurrent_version_expiration: [{ noncurrent_days: 365 }],
    });
    // No state itself goes; what goes is the mark of a lock that was given back.
    expect(rule['expiration']).toEqual([{ expired_object_delete_marker: true }]);
  });

  it('is encrypted', () => {
    const [{ apply_server_side_encryption_by_default }] = setting(
      'aws_s3_bucket_server_side_encryption_configuration',
    )['rule'];
    expect(apply_server_side_encryption_by_default.sse_algorithm).toBe('AES256');
  });

  it('knows no lists of access: whoever may read a state is said by policies', () =>
    expect(setting('aws_s3_bucket_ownership_controls')['rule']).toEqual({
      object_ownership: 'BucketOwnerEnforced',
    }));

  it('is closed to the public, and answers nobody without TLS', () => {
    setting('aws_s3_bucket_public_access_block');
    const [statement, ...others] = jsonOf(setting('aws_s3_bucket_policy')['policy']).Statement;
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    const [address] = Object.keys(stack.resource['aws_s3_bucket'] ?? {});
    expect(statement.Resource).toEqual([
      `\${aws_s3_bucket.${address}.arn}`,
      `\${aws_s3_bucket.${address}.arn}/*`,
    ]);
  });

  it('is not destroyed with states in it, unless the plan says that everything may be', () => {
    expect(bucket['force_destroy']).toBe('${var.discard_data}');
  });
});

describe('the settings of the account', () => {
  it('encrypt every disk, and let nobody make a bucket, a snapshot or a document public', () => {
    expect(onlyResource(stack, 'aws_ebs_encryption_by_default')['enabled']).toBe(true);
    expect(onlyResource(stack, 'aws_ebs_snapshot_block_public_access')['state']).toBe('block-all-sharing');
    expect(onlyResource(stack, 'aws_s3_account_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(onlyResource(stack, 'aws_ssm_service_setting')).toMatchObject({
      setting_id: expect.stringMatching(
        /:servicesetting\/ssm\/documents\/console\/public-sharing-permission$/,
      ),
      setting_value: 'Disable',
    });
  });
});

describe('what people may have', () => {
  it('is made here, where no role of CI can change it', () => {
    const names = resources(stack, 'aws_iam_policy').filter(({ path }) => path === '/people/');
    expect(names.map(({ name }) => name).sort()).toEqual([
      'applications-look',
      'platform-prod-session',
      'platform-prod-tunnel',
    ]);
  });

  it('lets them look at what runs and what it logs, and change nothing and read no secret', () => {
    const look = resources(stack, 'aws_iam_policy').find(({ name }) => name === 'applications-look');
    const statements: IamStatement[] = jsonOf(inAccount(stack, look?.['policy'])).Statement;
    const may = (action: string, resource: string) =>
      isAllowed(statements, action, `arn:aws:${resource.replace('::', `:eu-north-1:${account}:`)}`);
    expect(may('logs:FilterLogEvents', 'logs::log-group:/applications/grades/prod/backend:*')).toBe(true);
    expect(may('logs:FilterLogEvents', 'logs::log-group:/platform/platform-prod/sessions:*')).toBe(false);
    expect(isAllowed(statements, 'cloudwatch:GetMetricStatistics', '*')).toBe(true);
    expect(may('ssm:GetParameter', 'ssm::parameter/secrets/grades/prod/JWT_SECRET')).toBe(false);
    expect(may('ssm:GetParameterHistory', 'ssm::parameter/secrets/grades/prod/JWT_SECRET')).toBe(false);
    for (const { Action } of statements)
      for (const action of Action) expect(action).toMatch(/^\w+:(Describe|Filter|Get|List)[A-Z]\w+$/);
  });
});

describe('the boundary of every role', () => {
  const [boundary] = resources(stack, 'aws_iam_policy').filter(
    ({ name }) => name === organisation.permissionsBoundary,
  );
  const statements: IamStatement[] = jsonOf(boundary?.['policy']).Statement;
  const [allowed = [], denied = []] = ['Allow', 'Deny'].map((effect) =>
    statements.filter(({ Effect }) => Effect === effect),
  );
  /** Whether the boundary lets an action through, by IAM's own rule for `*`. An action may have one itself. */
  const lets = (action: string) =>
    allowed
      .filter(({ Condition }) => !Condition)
      .flatMap(({ Action }): string[] => Action)
      .some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action));

  it.each([
    ...['iam:CreateUser', 'iam:PutRolePolicy', 'iam:PassRole', 'iam:DeleteRolePermissionsBoundary'],
    ...['sts:AssumeRole', 'organizations:LeaveOrganization', 'account:PutContactInformation'],
    ...['ec2:RunInstances', 'ec2:AuthorizeSecurityGroupIngress', 'rds:ModifyDBInstance'],
    ...['secretsmanager:PutSecretValue', 'ssm:DeleteParameter', 'ssm:SendCommand', 'kms:ScheduleKeyDeletion'],
  ])('lets no role do %s, whatever its own policy says', (action) => expect(lets(action)).toBe(false));

  it('lets roles write no parameter but what databases are reached by', () => {
    const writing = allowed.filter(({ Action }) => Action.some((each: string) => /^ssm:(\*|Put)/.test(each)));
    expect(writing.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [
        ['ssm:PutParameter'],
        ['DATABASE_URL', 'DATABASE_PASSWORD'].map((each) => `arn:aws:ssm:*:*:parameter/secrets/*/*/${each}`),
      ],
    ]);
  });

  it('lets roles encrypt for SSM, which writes these addresses so, and by no other way', () => {
    const key = `arn:aws:kms:eu-north-1:${account}:key/1234`;
    const via = (service: string) => ({ 'kms:ViaService': `${service}.eu-north-1.amazonaws.com` });
    expect(isAllowed(statements, 'kms:Encrypt', key, via('ssm'))).toBe(true);
    expect(isAllowed(statements, 'kms:Encrypt', key, via('secretsmanager'))).toBe(false);
    expect(isAllowed(statements, 'kms:Encrypt', key)).toBe(false);
  });

  it('lets roles be handed to tasks, those of applications, and to nothing else', () => {
    const passing = allowed.filter(({ Action }) => Action.some((each) => /^(iam:|\*)/.test(each)));
    expect(passing).toEqual([
      expect.objectContaining({
        Action: ['iam:PassRole'],
        Resource: ['arn:aws:iam::*:role/applications/*'],
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
    ]);
  });

  it('keeps every role from the states, whatever is in them', () => {
    const states = denied.filter(({ Action }) => Action.includes('s3:*'));
    expect(states).toEqual([
      expect.objectContaining({
        Action: ['s3:*'],
        Resource: [`arn:aws:s3:::${organisation.stateBucket}`, `arn:aws:s3:::${organisation.stateBucket}/*`],
      }),
    ]);
    expect(states[0]).not.toHaveProperty('Condition');
  });

  it.each([
    ['role/platform/platform-prod-databases', 'rds!db-1234-Ab12Cd', true],
    ['role/applications/grades/grades-prod-web-task', 'rds!db-1234-Ab12Cd', false],
    ['role/applications/platform/platform-prod-web-task', 'rds!db-1234-Ab12Cd', false],
    ['role/platform-prod-databases', 'rds!db-1234-Ab12Cd', false],
    ['role/applications/grades/grades-prod-web-task', 'grades-Ab12Cd', true],
  ])('answers whether %s could read the secret %s: %s', (role, secret, isRead) => {
    const arn = `arn:aws:secretsmanager:eu-north-1:${account}:secret:${secret}`;
    const context = { 'aws:PrincipalArn': `arn:aws:iam::${account}:${role}` };
    expect(isAllowed(statements, 'secretsmanager:GetSecretValue', arn, context)).toBe(isRead);
  });

  it('lets through what the roles of nodes, of the NAT and of the function of databases need, or they would fail at run time', () => {
    const platform = synthesised((app) => {
      const scope = new InfraStack(app, 'platform-test', { environment: 'test' });
      const name = 'platform-test';
      const network = new Network(scope, 'network', { name, cidr: '10.0.0.0/16', zones: ['eu-north-1a'] });
      new Nat(scope, 'nat', { name: `${name}-nat`, network, imageName: 'fck-nat', address: 'fixed' });
      const gateway = new Gateway(scope, 'gateway', { name, network });
      const cluster = new Cluster(scope, 'cluster', name);
      new NodeAccess(scope, 'access', { name, network, gateway, cluster });
      new Database(scope, 'database', {
        name,
        platform: 'prod',
        network,
        wayOut: [],
        alarmTopicArn: 'arn:aws:sns:eu-north-1:123456789012:alarms',
        instanceClass: 'db.t4g.small',
        storageGibibytes: { from: 20, to: 100 },
        postgresVersion: '17',
      });
      return scope;
    });
    const needed = resources(platform, 'aws_iam_role_policy').flatMap((each) =>
      jsonOf(each['policy']).Statement.flatMap(({ Action }: { Action: string[] }) => Action),
    );
    expect(needed.length).toBeGreaterThan(10);
    expect(needed.filter((action) => !lets(action))).toEqual([]);

    const roles = resources(platform, 'aws_iam_role');
    const [reader, ...others] = resources(platform, 'aws_iam_role_policy')
      .filter((each) => each['policy'].includes('secretsmanager:GetSecretValue'))
      .map((each) => referred(platform, each['role']));
    expect(others).toEqual([]);
    expect(roles).toContain(reader);
    expect(reader?.['path']).toBe('/platform/'); // By which it may read the password of the master.
  });

  it.each(['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'logs:PutLogEvents', 'ssm:GetParameters'])(
    'lets through %s, by which ECS starts tasks',
    (action) => expect(lets(action)).toBe(true),
  );
});

describe('the roles of AWS services', () => {
  it.each(servicesWithRoles)('makes that of %s, or adopts it where the account has it', (service) => {
    const made = stack.resource['aws_iam_service_linked_role'] ?? {};
    const [address] = Object.keys(made).filter((each) => made[each]?.['aws_service_name'] === service);
    const to = `aws_iam_service_linked_role.${address}`;
    const [adoption] = stack['import'].filter((each: { to: string }) => each.to === to);
    expect(adoption).toEqual({ to, id: '${each.value}', for_each: expect.stringMatching(/\.arns\}$/) });
    const existing = referred(stack, adoption.for_each);
    expect(existing['path_prefix']).toBe(`/aws-service-role/${service}/`);
    const pattern = new RegExp(existing['name_regex']);
    expect(pattern.test('AWSServiceRoleForAutoScaling')).toBe(true);
    expect(pattern.test('AWSServiceRoleForApplicationAutoScaling_ECSService')).toBe(true);
    expect(pattern.test('AWSServiceRoleForAutoScaling_another')).toBe(false);
  });
});

describe('the zones', () => {
  const addresses = Object.entries(stack.resource['aws_route53_zone'] ?? {});

  it.each(addresses)('are adopted only where a person says which there is: %s', (id, { name }) => {
    const [adoption] = stack['import'].filter(({ to }: { to: string }) => to === `aws_route53_zone.${id}`);
    expect(adoption).toEqual({
      to: `aws_route53_zone.${id}`,
      id: '${each.value}',
      for_each: `\${toset(compact([lookup(var.existing_zones, "${name}", "")]))}`,
    });
  });

  it('are all made where nothing is said, and a name that is none of them is refused', () => {
    expect(addresses).toHaveLength(3);
    expect(stack['variable'].existing_zones).toMatchObject({ type: 'map(string)', default: {} });
    const [{ condition }] = [stack['variable'].existing_zones.validation].flat();
    for (const [, { name }] of addresses) expect(condition).toContain(`"${name}"`);
  });
});

describe("GitHub's provider", () => {
  it('accepts tokens for AWS alone, and is adopted only where a person says that it is there', () => {
    expect(onlyResource(stack, 'aws_iam_openid_connect_provider')).toMatchObject({
      url: 'https://token.actions.githubusercontent.com',
      client_id_list: ['sts.amazonaws.com'],
    });
    expect(stack['variable'].github_provider_exists.default).toBe(false);
    const [adoption] = stack['import'].filter(({ to }: { to: string }) => to.includes('openid_connect'));
    expect(adoption.for_each).toContain('var.github_provider_exists ?');
  });

  it('says which repositories are trusted by name alone', () => {
    const unknown = Object.keys(repositoryIds).filter((each) => repositoryIds[each] === 'unknown');
    expect(stack['output'].repositories_without_ids).toMatchObject({
      value: unknown,
      description: expect.stringContaining('apps/bootstrap/src/github/repository-ids.ts'),
    });
  });

  it('knows every repository that an application of this workspace is released from', () => {
    const { applications } = deployedProjects(join(__dirname, '..', '..'));
    expect(applications.length).toBeGreaterThan(1);
    for (const { repositories } of applications)
      for (const each of repositories) expect(repositoryIds).toHaveProperty([each]);
  });
});
