import { onlyResource, publicParts, referred, resources } from '@dotkom/stack/testing';
import { stackWith, statementsOf, testNetwork } from '../testing';
import { Database, DatabaseProps } from './database';
import { familyDefaults } from './parameters';

const database = (props: Partial<DatabaseProps> = {}) =>
  stackWith((stack) => {
    new Database(stack, 'database', {
      name: 'platform-test',
      platform: 'prod',
      network: testNetwork(stack),
      wayOut: [],
      alarmTopicArn: 'arn:aws:sns:eu-north-1:123456789012:alarms',
      instanceClass: 'db.t4g.small',
      storageGibibytes: { from: 20, to: 100 },
      postgresVersion: '17',
      ...props,
    });
  });

const stack = database();
const instance = onlyResource(stack, 'aws_db_instance');
const parameters = onlyResource(stack, 'aws_db_parameter_group');
const lambda = onlyResource(stack, 'aws_lambda_function');
const account = '${data.aws_caller_identity.Account.account_id}';
const valueOf = (name: string, of = parameters) =>
  of['parameter'].find((each: Record<string, string>) => each['name'] === name)?.value;

describe('the database', () => {
  it('stands in the private subnets and has nothing public', () => {
    const subnets: unknown[] = referred(stack, instance['db_subnet_group_name'])['subnet_ids'];
    expect(subnets.map((id) => referred(stack, id)['tags'].Name)).toEqual(
      ['a', 'b', 'c'].map((zone) => `platform-test-private-eu-north-1${zone}`),
    );
    expect(instance['publicly_accessible']).toBe(false);
    expect(publicParts(stack)).toEqual([]);
  });

  it('is encrypted, speaks TLS only, and its master has a password that is in no state', () => {
    expect(instance['storage_encrypted']).toBe(true);
    expect(instance['ca_cert_identifier']).toBe('rds-ca-rsa2048-g1');
    expect(instance['manage_master_user_password']).toBe(true);
    for (const attribute of ['password', 'password_wo']) expect(instance).not.toHaveProperty(attribute);
  });

  it('opens nothing by itself: it lets the function in, and whoever is let in', () => {
    const [rule, ...others] = resources(stack, 'aws_vpc_security_group_ingress_rule');
    expect(others).toEqual([]);
    expect(rule).toMatchObject({ ip_protocol: 'tcp', from_port: 5432, to_port: 5432 });
    expect(referred(stack, rule?.['security_group_id'])['name']).toBe('platform-test-database');
    expect(referred(stack, rule?.['referenced_security_group_id'])['name']).toBe(
      'platform-test-databases-function',
    );
    const outOfDatabase = resources(stack, 'aws_vpc_security_group_egress_rule').filter(
      (each) => referred(stack, each['security_group_id'])['name'] === 'platform-test-database',
    );
    expect(outOfDatabase).toEqual([]);
  });

  it('takes as many connections as fit, and tells of it', () => {
    expect(valueOf('max_connections')).toBe('144');
    const small = onlyResource(database({ instanceClass: 'db.t4g.micro' }), 'aws_db_parameter_group');
    expect(valueOf('max_connections', small)).toBe('48');
    stackWith((each) => {
      const made = new Database(each, 'database', {
        ...{ name: 'platform-test', platform: 'prod', alarmTopicArn: 'arn', postgresVersion: '17' },
        network: testNetwork(each),
        wayOut: [],
        instanceClass: 'db.t4g.small',
        storageGibibytes: { from: 20, to: 100 },
      });
      expect([made.maxConnections, made.memoryMebibytes]).toEqual([144, 2048]);
    });
  });

  it('has backups of two weeks, and grows', () => {
    expect(instance).toMatchObject({
      backup_retention_period: 14,
      copy_tags_to_snapshot: true,
      allocated_storage: 20,
      max_allocated_storage: 100,
      storage_type: 'gp3',
      apply_immediately: false,
      auto_minor_version_upgrade: true,
    });
  });

  it('is not destroyed unless that is lifted, and then not without a last snapshot and its backups where data counts', () => {
    expect(instance['deletion_protection']).toBe('${var.deletion_protection}');
    for (const attribute of ['skip_final_snapshot', 'delete_automated_backups']) {
      expect(instance[attribute]).toBe('${var.discard_data}');
    }
  });

  it('leaves a snapshot that is called after the time of its creation, which no later plan changes', () => {
    const created = onlyResource(stack, 'terraform_data');
    expect(created['input']).toEqual({ at: '${formatdate("YYYYMMDDhhmm", timestamp())}' });
    expect(created['lifecycle']).toEqual({ ignore_changes: ['input'] });
    const [address] = Object.keys(stack.resource['terraform_data'] ?? {});
    expect(instance['final_snapshot_identifier']).toBe(
      `platform-test-final-\${terraform_data.${address}.output.at}`,
    );
  });

  it('has a log that ends, which is there before RDS would make one that does not', () => {
    const logs = Object.entries(stack.resource['aws_cloudwatch_log_group'] ?? {});
    for (const exported of ['postgresql', 'upgrade']) {
      const [address] =
        logs.find(([, { name }]) => name === `/aws/rds/instance/platform-test/${exported}`) ?? [];
      expect(instance['depends_on']).toContain(`aws_cloudwatch_log_group.${address}`);
      expect(instance['enabled_cloudwatch_logs_exports']).toContain(exported);
    }
  });

  it('has other parameters for another major version, made before the ones in use are destroyed', () => {
    const next = onlyResource(database({ postgresVersion: '18' }), 'aws_db_parameter_group');
    expect([parameters['name'], next['name']]).toEqual([
      'platform-test-postgres17',
      'platform-test-postgres18',
    ]);
    expect([parameters['family'], next['family']]).toEqual(['postgres17', 'postgres18']);
    expect(parameters['lifecycle'].create_before_destroy).toBe(true);
    // A minor version would be a change of the plan whenever AWS upgrades.
    expect(instance['engine_version']).toBe('17');
  });

  it('sets no parameter to what its family has by default, which AWS would never admit to have set', () => {
    const same = Object.entries(familyDefaults).filter(([name, value]) => valueOf(name) === value);
    expect(same).toEqual([]);
    expect(valueOf('rds.force_ssl')).toBeUndefined();
    expect(parameters['parameter'].map((each: any) => [each.name, each.apply_method]).sort()).toEqual([
      ['log_min_duration_statement', 'immediate'],
      ['log_parameter_max_length', 'immediate'],
      ['max_connections', 'pending-reboot'],
    ]);
  });

  it('is raised to another major version only where that is said, and then at once', () => {
    const [still, raised] = [false, true].map((allowMajorUpgrade) =>
      onlyResource(database({ postgresVersion: '18', allowMajorUpgrade }), 'aws_db_instance'),
    );
    expect(still).toMatchObject({ allow_major_version_upgrade: false, apply_immediately: false });
    expect(raised).toMatchObject({ allow_major_version_upgrade: true, apply_immediately: true });
  });

  it.each([
    [
      { storageGibibytes: { from: 19, to: 100 } },
      'A database cannot have 19 GiB of storage that grows to 100.',
    ],
    [
      { storageGibibytes: { from: 20, to: 21 } },
      'A database cannot have 20 GiB of storage that grows to 21.',
    ],
    [{ storageGibibytes: { from: 20.5, to: 100 } }, 'A database cannot have 20.5 GiB'],
    [{ postgresVersion: '14' }, "'14' is not a major version of PostgreSQL that the platform knows"],
    [{ postgresVersion: '17.4' }, "'17.4' is not a major version of PostgreSQL that the platform knows"],
    [{ backupDays: 0 }, 'Backups cannot be kept for 0 days.'],
    [{ backupDays: 36 }, 'Backups cannot be kept for 36 days.'],
    [{ instanceClass: 'db.t3.micro' as never }, '\'instanceClass\' is "db.t3.micro", a text.'],
  ])('cannot be %j', (props, message) => expect(() => database(props)).toThrow(message));

  it.each([{ storageGibibytes: { from: 20, to: 22 } }, { backupDays: 35 }, { backupDays: 1 }])(
    'can be %j',
    (props) => expect(() => database(props)).not.toThrow(),
  );
});

describe('the function that makes databases', () => {
  const statements = statementsOf(onlyResource(stack, 'aws_iam_role_policy'));
  const allowing = (action: string) =>
    statements
      .filter(({ Action, Effect }) => Effect === 'Allow' && Action.includes(action))
      .flatMap(({ Resource }) => Resource);

  it('runs in the private subnets, and reaches the database and AWS', () => {
    expect(lambda['vpc_config'].subnet_ids).toHaveLength(3);
    const out = resources(stack, 'aws_vpc_security_group_egress_rule').map((rule) => [
      referred(stack, rule['security_group_id'])['name'],
      rule['cidr_ipv4'] ?? referred(stack, rule['referenced_security_group_id'])['name'],
      rule['from_port'],
    ]);
    expect(out.sort()).toEqual([
      ['platform-test-databases-function', '0.0.0.0/0', 443],
      ['platform-test-databases-function', 'platform-test-database', 5432],
    ]);
  });

  it('runs the code that is next to the stack, known by its hash', () => {
    expect(lambda['filename']).toMatch(/^assets\/[\w-]+\/[0-9A-F]{32}\/function\.zip$/);
    expect(lambda['source_code_hash']).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(lambda).toMatchObject({
      handler: 'index.handler',
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
    });
    expect(onlyResource(database(), 'aws_lambda_function')).toEqual(lambda);
  });

  it('is told where everything is, and no password', () => {
    const { variables } = lambda['environment'];
    expect(Object.keys(variables).sort()).toEqual([
      'DATABASE_HOST',
      'DATABASE_PORT',
      'MASTER_SECRET_ARN',
      'NODE_EXTRA_CA_CERTS',
      'WISHES_PATH',
    ]);
    expect(referred(stack, variables.DATABASE_HOST)).toBe(instance);
    expect(variables.MASTER_SECRET_ARN).toMatch(/master_user_secret\[0\]\.secret_arn/);
  });

  it('may read the one master secret and its own wishes, and write what an application reaches its database by', () => {
    expect(allowing('secretsmanager:GetSecretValue')).toEqual([
      lambda['environment'].variables.MASTER_SECRET_ARN,
    ]);
    const parameter = `arn:aws:ssm:eu-north-1:${account}:parameter`;
    expect(allowing('ssm:GetParametersByPath')).toEqual([
      `${parameter}/databases/prod`,
      `${parameter}/databases/prod/*`,
    ]);
    expect(allowing('ssm:PutParameter')).toEqual([
      `${parameter}/secrets/*/*/DATABASE_URL`,
      `${parameter}/secrets/*/*/DATABASE_PASSWORD`,
    ]);
    expect(allowing('ssm:GetParameter')).toEqual(allowing('ssm:PutParameter'));
  });

  it('may not do by itself what Lambda does with its role to put it into the network', () => {
    const [join, deny, ...others] = statements.filter(({ Action }) =>
      Action.includes('ec2:CreateNetworkInterface'),
    );
    expect(others).toEqual([]);
    expect([join?.Effect, deny?.Effect]).toEqual(['Allow', 'Deny']);
    expect(deny?.Action).toEqual(join?.Action);
    expect(deny?.Condition).toEqual({
      ArnEquals: {
        'lambda:SourceFunctionArn': `arn:aws:lambda:eu-north-1:${account}:function:${lambda['function_name']}`,
      },
    });
  });

  it('goes through all databases each night, invoked by nothing but that rule', () => {
    const rule = onlyResource(stack, 'aws_cloudwatch_event_rule');
    expect(rule['schedule_expression']).toBe('cron(0 4 * * ? *)');
    const target = onlyResource(stack, 'aws_cloudwatch_event_target');
    expect(referred(stack, target['arn'])).toBe(lambda);
    expect(JSON.parse(target['input'])).toEqual({});
    const permission = onlyResource(stack, 'aws_lambda_permission');
    expect(permission['principal']).toBe('events.amazonaws.com');
    expect(referred(stack, permission['source_arn'])).toBe(rule);
  });

  it('tells of it when it fails, with the runbook', () => {
    const alarm = onlyResource(stack, 'aws_cloudwatch_metric_alarm');
    expect(alarm).toMatchObject({ namespace: 'AWS/Lambda', metric_name: 'Errors', threshold: 0 });
    expect(referred(stack, alarm['dimensions'].FunctionName)).toBe(lambda);
    expect(alarm['alarm_description']).toContain('docs/runbooks/database-reconciler.md');
  });
});
