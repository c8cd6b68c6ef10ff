import fc from 'fast-check';
import { awsName, environmentNames, organisation, policy } from '@dotkom/stack';
import {
  account,
  allowing,
  covers,
  IamStatement,
  inAccount,
  isAllowed,
  jsonOf,
  RequestContext,
  resources,
  Role,
  rolesOf,
} from '@dotkom/stack/testing';
import { bootstrapFor } from './testing/bootstrap';
import { applicationStatements } from './application-statements';
import { arnsOf } from './arns';
import { everyApplicationStatements } from './every-application';
import { DeployedProjects } from './projects';
import { releaseStatements } from './release-statements';

const projects: DeployedProjects = {
  applications: [
    { name: 'grades', environments: ['staging', 'prod'], repositories: ['dotkom/monoweb'] },
    // The longest that a name can be.
    { name: 'vengeful-vineyard-of-vinstraff', environments: ['prod'], repositories: [] },
  ],
  platforms: ['prod'],
};
const ids = { 'dotkom/infra': { owner: 1, repository: 2 }, 'dotkom/monoweb': 'unknown' } as const;
const stack = bootstrapFor(projects, ids);
const roles = rolesOf(stack);
const role = (name: string): Role => {
  const found = roles[name];
  if (!found) throw new Error(`There is no role ${name}.`);
  return found;
};
const boundary: IamStatement[] = jsonOf(
  inAccount(
    stack,
    resources(stack, 'aws_iam_policy').find(({ name }) => name === 'dotkom-ci-boundary')?.['policy'],
  ),
).Statement;
const may = (name: string, action: string, resource: string) =>
  allowing(role(name).statements, action, resource).length > 0 &&
  allowing(boundary, action, resource).length > 0;

const inRegion = (service: string, resource: string) =>
  `arn:aws:${service}:eu-north-1:${account}:${resource}`;
const stateOf = (name: string) => `arn:aws:s3:::dotkom-infra-state/stacks/${name}.tfstate`;
const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
const both = (ending: string) => [`repo:dotkom/infra:${ending}`, `repo:dotkom@1/infra@2:${ending}`];

describe('who may assume the roles of CI', () => {
  const trusted: Record<string, string[]> = {
    'ci-plan': [...both('pull_request'), ...both('environment:drift')],
    'ci-apply-platform-prod': both('environment:platform-prod'),
    'ci-apply-grades-staging': both('environment:grades-staging'),
    'ci-apply-grades-prod': both('environment:grades-prod'),
    'ci-apply-vengeful-vineyard-of-vinstraff-prod': both('environment:vengeful-vineyard-of-vinstraff-prod'),
    'ci-release-grades-staging': ['repo:dotkom/monoweb:environment:grades-staging'],
    'ci-release-grades-prod': ['repo:dotkom/monoweb:environment:grades-prod'],
    'ci-node-image': both('environment:node-image'),
  };

  it('is exactly this, for exactly these roles, all with the boundary of CI', () => {
    const ofCi = Object.values(roles).filter(({ path }) => path === '/ci/');
    expect(ofCi.map(({ name }) => name).sort()).toEqual(Object.keys(trusted).sort());
    for (const each of ofCi) expect(each.boundary).toBe(iam('policy/dotkom-ci-boundary'));
  });

  it.each(Object.entries(trusted))(
    'for %s it is %j, with the audience of AWS, and nobody else',
    (name, sub) => {
      expect(role(name).trust['Statement']).toEqual([
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: {
            Federated: expect.stringMatching(/^\$\{aws_iam_openid_connect_provider\.\w+\.arn\}$/),
          },
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': sub,
            },
          },
        },
      ]);
    },
  );

  it('is nobody on a branch or tag, and no pattern', () => {
    for (const { trust } of Object.values(roles))
      expect(JSON.stringify(trust)).not.toMatch(/ref:|\*|\?|StringLike/);
  });
});

describe('what any role of CI can do at most', () => {
  it.each([
    ['secretsmanager:GetSecretValue', inRegion('secretsmanager', 'secret:rds!db-1')],
    ['ssm:GetParameter', inRegion('ssm', 'parameter/secrets/grades/prod/JWT')],
    ['ssm:GetParametersByPath', inRegion('ssm', 'parameter/secrets/grades/prod')],
    ['iam:DeleteRolePermissionsBoundary', iam('role/applications/grades/grades-prod-backend-task')],
    ['iam:CreatePolicyVersion', iam(`policy/${organisation.permissionsBoundary}`)],
    ['iam:SetDefaultPolicyVersion', iam('policy/dotkom-ci-boundary')],
    ['iam:CreatePolicyVersion', iam('policy/people/platform-prod-tunnel')],
    ['iam:CreatePolicy', iam('policy/platform/platform-prod-x')],
    ['iam:PutRolePolicy', iam('role/ci/ci-apply-grades-prod')],
    ['iam:UpdateAssumeRolePolicy', iam('role/ci/ci-plan')],
    ['iam:PassRole', iam('role/ci/ci-apply-platform-prod')],
    ['iam:CreateUser', iam('user/x')],
    ['iam:CreateAccessKey', iam('user/x')],
    ['iam:UpdateOpenIDConnectProviderThumbprint', iam('oidc-provider/x')],
    ['sts:AssumeRole', iam('role/admin')],
    ['organizations:LeaveOrganization', '*'],
  ])('is not %s on %s', (action, resource) => expect(allowing(boundary, action, resource)).toEqual([]));

  it('is denied outright where an own policy could otherwise say it', () => {
    const denied = (sid: string) => boundary.find(({ Sid, Effect }) => Sid === sid && Effect === 'Deny');
    expect(denied('NeverUnbound')).toMatchObject({
      Action: ['iam:DeleteRolePermissionsBoundary'],
      Resource: ['*'],
    });
    expect(denied('NeverSecrets')?.Action).toContain('secretsmanager:GetSecretValue');
    expect(denied('NeverSecretParameters')?.Resource).toEqual([inRegion('ssm', 'parameter/secrets/*')]);
    expect(denied('NeverRolesOfCi')?.Resource).toEqual([iam('role/ci/*')]);
    expect(denied('NeverPolicies')).toMatchObject({
      Action: expect.arrayContaining(['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion']),
      Resource: ['*'],
    });
  });

  it('is not to decrypt a SecureString, wherever it is', () => {
    expect(boundary).toContainEqual({
      Sid: 'NeverDecryptParameters',
      Effect: 'Deny',
      Action: ['kms:Decrypt'],
      Resource: ['*'],
      Condition: { StringEquals: { 'kms:ViaService': 'ssm.eu-north-1.amazonaws.com' } },
    });
  });

  it('has everything that the roles themselves are allowed', () => {
    const allowed = Object.values(roles)
      .filter(({ path }) => path === '/ci/')
      .flatMap(({ statements }) => statements)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action);
    const within = boundary.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
    expect([...new Set(allowed)].filter((each) => !within.some((outer) => covers(outer, each)))).toEqual([]);
  });
});

describe('the role that plans', () => {
  it.each([
    ['ssm:GetParametersByPath', inRegion('ssm', 'parameter/platform/prod')],
    ['ssm:GetParametersByPath', inRegion('ssm', 'parameter/releases/grades/prod')],
    ['ssm:GetParameter', 'arn:aws:ssm:eu-north-1::parameter/aws/service/ecs/optimized-ami/x'],
    ['s3:GetObject', stateOf('grades-prod')],
    ['ecs:DescribeServices', inRegion('ecs', 'service/platform-prod/grades-prod-backend')],
    ['iam:GetRole', iam('role/ci/ci-plan')],
  ])('may %s on %s', (action, resource) => expect(may('ci-plan', action, resource)).toBe(true));

  it.each([
    ['s3:PutObject', `${stateOf('grades-prod')}.tflock`],
    ['ssm:GetParameter', inRegion('ssm', 'parameter/secrets/grades/prod/JWT')],
    ['ssm:GetParameter', inRegion('ssm', 'parameter/databases/prod/master')],
    ['ssm:GetParametersByPath', inRegion('ssm', 'parameter/')],
    ['secretsmanager:GetSecretValue', inRegion('secretsmanager', 'secret:x')],
    ['s3:PutObject', stateOf('grades-prod')],
    ['s3:DeleteObject', stateOf('grades-prod')],
    ['s3:GetObject', 'arn:aws:s3:::dotkom-grades-prod-uploads/a'],
    ['logs:GetLogEvents', inRegion('logs', 'log-group:/applications/grades/prod/backend')],
    ['logs:FilterLogEvents', inRegion('logs', 'log-group:/applications/grades/prod/backend')],
    ['sqs:ReceiveMessage', inRegion('sqs', 'grades-prod-mail')],
    ['ecr:GetDownloadUrlForLayer', inRegion('ecr', 'repository/grades/prod/backend')],
    ['lambda:InvokeFunction', inRegion('lambda', 'function:platform-prod-x')],
    ['iam:PassRole', iam('role/applications/grades/grades-prod-backend-task')],
    ['ses:GetMessageInsights', '*'],
    ['ses:GetContact', inRegion('ses', 'contact-list/x')],
    ['states:DescribeExecution', inRegion('states', 'execution:grades-prod-digest:1')],
    ['states:ListExecutions', inRegion('states', 'stateMachine:grades-prod-digest')],
  ])('may not %s on %s', (action, resource) => expect(may('ci-plan', action, resource)).toBe(false));

  it('changes nothing, and takes no lock', () => {
    const actions = role('ci-plan').statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/^[\w-]+:(Get|List|Describe|Validate|View)/.test(action))).toEqual([]);
  });
});

describe('the role that applies an application', () => {
  const longest = 'vengeful-vineyard-of-vinstraff';

  it.each(ownThings(longest, 'prod', 'the-longest-name-of-any-service'.slice(0, 30)))(
    'may %s on its own %s, however long the name is',
    (action, resource) => expect(may(`ci-apply-${longest}-prod`, action, resource)).toBe(true),
  );

  it.each([
    ['s3:GetObject', stateOf('grades-staging')],
    ['s3:GetObject', stateOf('platform-prod')],
    ['s3:PutObject', stateOf('bootstrap')],
    ['iam:CreateRole', iam('role/grades-prod-backend-task')],
    ['iam:CreateRole', iam('role/platform/platform-prod-x')],
    ['iam:AttachRolePolicy', iam('role/applications/grades/grades-prod-backend-task')],
    ['iam:PassRole', iam('role/platform/platform-prod-nodes')],
    ['ecs:DeregisterTaskDefinition', inRegion('ecs', 'task-definition/grades-prod-backend:1')],
    ['lambda:InvokeFunction', inRegion('lambda', 'function:platform-prod-other:$LATEST')],
    ['ssm:PutParameter', inRegion('ssm', 'parameter/releases/grades/staging/backend')],
    ['ssm:PutParameter', inRegion('ssm', 'parameter/releases/onlineweb/prod/web')],
    ['ssm:PutParameter', inRegion('ssm', 'parameter/platform/prod/vpc-id')],
    ['ecr:PutImage', inRegion('ecr', 'repository/grades/prod/backend')],
    ['ecs:DeleteCluster', inRegion('ecs', 'cluster/platform-prod')],
    ['ecs:ExecuteCommand', inRegion('ecs', 'task/platform-prod/1')],
    ['ec2:RunInstances', inRegion('ec2', 'instance/*')],
  ])('may not %s on %s', (action, resource) =>
    expect(may('ci-apply-grades-prod', action, resource)).toBe(false),
  );

  it('may record a release of its own again, which is how one that failed is taken back', () => {
    const parameter = inRegion('ssm', 'parameter/releases/grades/prod/backend');
    expect(may('ci-apply-grades-prod', 'ssm:PutParameter', parameter)).toBe(true);
  });

  it.each(['ci-apply-grades-prod', 'ci-apply-platform-prod'])(
    '%s makes no role without the boundary',
    (name) => {
      for (const action of [
        'iam:CreateRole',
        'iam:PutRolePolicy',
        'iam:AttachRolePolicy',
        'iam:PutRolePermissionsBoundary',
      ])
        for (const { Condition } of allowing(role(name).statements, action))
          expect(Condition).toEqual({
            StringEquals: { 'iam:PermissionsBoundary': iam(`policy/${organisation.permissionsBoundary}`) },
          });
    },
  );

  it.each(['ci-apply-grades-prod', 'ci-apply-platform-prod', 'ci-node-image'])(
    '%s hands roles to named services alone',
    (name) => {
      const passing = allowing(role(name).statements, 'iam:PassRole');
      expect(passing.length).toBeGreaterThan(0);
      for (const { Condition, Resource } of passing) {
        const condition = Condition?.['StringEquals'] ?? Condition?.['StringEqualsIfExists'];
        expect(condition?.['iam:PassedToService']).toBeTruthy();
        expect(Resource).not.toContain('*');
      }
    },
  );

  it('changes things without a name of ours only where they have its tags', () => {
    const tagged = role('ci-apply-grades-prod').statements.filter(({ Sid }) =>
      /Tagged|^TagAsMade$|^TagNew$/.test(Sid),
    );
    const making = { 'elasticloadbalancing:CreateAction': ['CreateRule', 'CreateTargetGroup'] };
    expect(tagged.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ['MakeTagged', { StringEquals: tags('RequestTag'), StringEqualsIfExists: tags('ResourceTag') }],
      ['TagNew', { StringEquals: tags('RequestTag'), StringEqualsIfExists: tags('ResourceTag') }],
      ['MakeTaggedRules', { StringEquals: tags('RequestTag') }],
      ['TagAsMade', { StringEquals: { ...tags('RequestTag'), ...making } }],
      ['ChangeTagged', { StringEquals: tags('ResourceTag') }],
    ]);
    for (const action of [
      'elasticloadbalancing:DeleteTargetGroup',
      'cloudfront:UpdateDistribution',
      'acm:DeleteCertificate',
    ])
      expect(allowing(role('ci-apply-grades-prod').statements, action).map(({ Sid }) => Sid)).toEqual([
        'ChangeTagged',
      ]);
  });

  it('writes no record by which a zone, its certificates or its mail could be taken', () => {
    for (const name of ['ci-apply-grades-prod', 'ci-apply-platform-prod'])
      for (const { Condition, Resource } of allowing(
        role(name).statements,
        'route53:ChangeResourceRecordSets',
      )) {
        expect(
          Condition?.['ForAllValues:StringEquals']?.['route53:ChangeResourceRecordSetsRecordTypes'],
        ).toEqual(['A', 'AAAA', 'CNAME', 'SRV', 'TXT']);
        for (const each of Resource) expect(each).toMatch(/^\$\{aws_route53_zone\.[\w-]+\.arn\}$/);
      }
  });

  function tags(kind: string): object {
    return { [`aws:${kind}/Application`]: 'grades', [`aws:${kind}/Environment`]: 'prod' };
  }
});

describe('two applications', () => {
  const word = fc
    .tuple(
      fc.constantFrom('grades', 'grade', 'a', 'web', 'staging', 'prod'),
      fc.constantFrom('', '-web', '-x', 's', '-prod1'),
    )
    .map((parts) => parts.join(''))
    .filter((name) => !environmentNames.some((each) => `${name}-`.includes(`-${each}-`)));
  const environment = fc.constantFrom('staging', 'prod');

  const arn = arnsOf(account);
  const statementsOf = (application: string, environment: string): IamStatement[] => {
    const of = { application, environment };
    const surroundings = { arn, permissionsBoundaryArn: 'a boundary' };
    return [
      ...applicationStatements(of, surroundings),
      ...everyApplicationStatements(arn, ['a zone']),
      ...releaseStatements(of, arn),
    ].flatMap((statement) => JSON.parse(policy([statement])).Statement);
  };
  /** What the deploy of an application says of itself in its calls, and the tags of what these are about. */
  const calling = (application: string, environment: string): RequestContext => ({
    ...tagsOf('RequestTag', application, environment),
    ...tagsOf('ResourceTag', application, environment),
    'iam:PermissionsBoundary': 'a boundary',
    'iam:PassedToService': 'ecs-tasks.amazonaws.com',
  });

  it('never reach each other, nor one environment the other: no role names a thing of another', () => {
    fc.assert(
      fc.property(word, word, environment, environment, (one, other, here, there) => {
        fc.pre(one !== other || here !== there);
        const statements = statementsOf(one, here);
        for (const [action, resource] of ownThings(other, there, 'backend'))
          expect([action, isAllowed(statements, action, resource, calling(other, there))]).toEqual([
            action,
            false,
          ]);
      }),
      { numRuns: 300 },
    );
  });

  it('never reach each other where one is called as the other and its environment together', () => {
    const context = calling('grades-prod1', 'prod');
    for (const [action, resource] of ownThings('grades-prod1', 'prod', 'backend'))
      expect([action, isAllowed(statementsOf('grades', 'prod'), action, resource, context)]).toEqual([
        action,
        false,
      ]);
  });

  it.each(ownThings('grades', 'prod', 'backend'))('each may %s on its own %s', (action, resource) =>
    expect(isAllowed(statementsOf('grades', 'prod'), action, resource, calling('grades', 'prod'))).toBe(true),
  );
});

describe('the role that releases an application', () => {
  const image = (path: string) => inRegion('ecr', `repository/${path}`);
  const release = (path: string) => inRegion('ssm', `parameter/releases/${path}`);

  it('pushes to its own repositories, records its own releases, and reads what it may promote', () => {
    expect(may('ci-release-grades-prod', 'ecr:PutImage', image('grades/prod/backend'))).toBe(true);
    expect(may('ci-release-grades-prod', 'ecr:BatchGetImage', image('grades/staging/backend'))).toBe(true);
    expect(may('ci-release-grades-prod', 'ssm:PutParameter', release('grades/prod/backend'))).toBe(true);
  });

  it.each([
    ['ecr:PutImage', image('grades/staging/backend')],
    ['ecr:PutImage', image('onlineweb/prod/web')],
    ['ecr:DeleteRepository', image('grades/prod/backend')],
    ['ecr:BatchDeleteImage', image('grades/prod/backend')],
    ['ssm:PutParameter', release('grades/staging/backend')],
    ['ssm:PutParameter', release('grades-x/prod/backend')],
    ['ssm:DeleteParameter', release('grades/prod/backend')],
    ['ecs:UpdateService', inRegion('ecs', 'service/platform-prod/grades-prod-backend')],
    ['s3:GetObject', stateOf('grades-prod')],
  ])('may not %s on %s', (action, resource) =>
    expect(may('ci-release-grades-prod', action, resource)).toBe(false),
  );
});

describe('the builder of node images', () => {
  it('touches only instances that are called so, and removes only images of ours', () => {
    const instance = inRegion('ec2', 'instance/i-1');
    for (const action of ['ec2:TerminateInstances', 'ec2:StopInstances', 'ssm:StartSession']) {
      const found = allowing(role('ci-node-image').statements, action, instance);
      expect(found.length).toBe(1);
      expect(JSON.stringify(found[0]?.Condition)).toMatch(/esourceTag\/Name":"node-image-builder-\*"/);
    }
    for (const action of ['ec2:DeregisterImage', 'ec2:DeleteSnapshot'])
      expect(allowing(role('ci-node-image').statements, action).map(({ Condition }) => Condition)).toEqual([
        { StringEquals: { 'aws:ResourceTag/node-image': 'dotkom' } },
      ]);
  });

  const image = 'arn:aws:ec2:eu-north-1::image/ami-1';
  const snapshot = 'arn:aws:ec2:eu-north-1::snapshot/snap-1';
  const interfaceOfInstance = inRegion('ec2', 'network-interface/eni-1');
  const tags = (name: string) => ({ 'aws:ResourceTag/Name': name });
  it.each<[what: string, resource: string, context: RequestContext, isTagged: boolean]>([
    ['a new image', image, { 'ec2:CreateAction': 'CreateImage' }, true],
    ['a new snapshot', snapshot, { 'ec2:CreateAction': 'CreateImage' }, true],
    ['the interface of its instance', interfaceOfInstance, { 'ec2:CreateAction': 'RunInstances' }, true],
    ["somebody's interface", interfaceOfInstance, tags('node-image-builder-x'), false],
    ['an image with the tags of the builder', image, tags('node-image-builder-arm64'), true],
    ['a snapshot that is ours', snapshot, { 'aws:ResourceTag/node-image': 'dotkom' }, true],
    ['an image without tags', image, {}, false],
    ["somebody's snapshot", snapshot, tags('backup'), false],
    ["somebody's image", image, { 'aws:ResourceTag/node-image': 'other' }, false],
    ["somebody's instance", inRegion('ec2', 'instance/i-1'), tags('node-image-builder-x'), false],
  ])(
    'tags what it made and nothing else, or it could remove any image: %s',
    (_, resource, context, isTagged) =>
      expect(isAllowed(role('ci-node-image').statements, 'ec2:CreateTags', resource, context)).toBe(isTagged),
  );

  it('describes a new image, and demands IMDSv2 of it, before it has its own tags; and no other image', () => {
    const describes = (context: RequestContext) =>
      isAllowed(role('ci-node-image').statements, 'ec2:ModifyImageAttribute', image, context);
    expect(describes(tags('node-image-builder-amd64'))).toBe(true);
    expect(describes(tags('backup'))).toBe(false);
    expect(describes({})).toBe(false);
  });

  it('gives its instance Session Manager and nothing else, within the boundary of all roles', () => {
    const { statements, trust, boundary: bound } = role('node-image-builder');
    expect(bound).toBe(iam(`policy/${organisation.permissionsBoundary}`));
    expect(statements.map(({ Sid }) => Sid)).toEqual(['SessionManager']);
    expect(trust['Statement'][0].Principal).toEqual({ Service: 'ec2.amazonaws.com' });
  });
});

/** What an application has, and what its deploy does to each: ARNs with the names that libs/service gives. */
function ownThings(application: string, environment: string, service: string): [string, string][] {
  const words = [application, environment, service];
  return [
    ['s3:PutObject', stateOf(`${application}-${environment}`)],
    ['s3:DeleteObject', `${stateOf(`${application}-${environment}`)}.tflock`],
    ['ecr:CreateRepository', inRegion('ecr', `repository/${awsName('ECR repository', words)}`)],
    ['logs:CreateLogGroup', inRegion('logs', `log-group:/applications/${words.join('/')}`)],
    [
      'iam:CreateRole',
      iam(`role/applications/${application}/${awsName('IAM role', [...words, 'execution'])}`),
    ],
    ['iam:PassRole', iam(`role/applications/${application}/${awsName('IAM role', [...words, 'task'])}`)],
    [
      'ecs:RegisterTaskDefinition',
      inRegion('ecs', `task-definition/${awsName('task definition family', words)}:1`),
    ],
    ['ecs:UpdateService', inRegion('ecs', `service/platform-prod/${awsName('ECS service', words)}`)],
    [
      'ecs:StopServiceDeployment',
      inRegion('ecs', `service-deployment/platform-prod/${awsName('ECS service', words)}/x`),
    ],
    ['s3:CreateBucket', `arn:aws:s3:::${awsName('S3 bucket', ['dotkom', ...words])}`],
    ['sqs:CreateQueue', inRegion('sqs', awsName('queue', words))],
    ['cloudwatch:PutMetricAlarm', inRegion('cloudwatch', `alarm:${awsName('alarm', words)}`)],
    ['scheduler:CreateSchedule', inRegion('scheduler', `schedule/default/${awsName('schedule', words)}`)],
  ];
}

function tagsOf(kind: string, application: string, environment: string): RequestContext {
  return { [`aws:${kind}/Application`]: application, [`aws:${kind}/Environment`]: environment };
}
