import { organisation } from '@dotkom/stack';
import {
  account,
  IamStatement,
  inAccount,
  isAllowed,
  jsonOf,
  resources,
  Role,
  rolesOf,
  SynthesisedStack,
} from '@dotkom/stack/testing';
import { application, bootstrap, platform, valueOf } from './estate';
import { arn, Request, Thing } from './requests';
import { dataTypes, resourceTypes } from './resource-types';

const roles = rolesOf(bootstrap);
const boundaryNamed = (name: string): IamStatement[] =>
  jsonOf(
    inAccount(
      bootstrap,
      resources(bootstrap, 'aws_iam_policy').find((each) => each['name'] === name)?.['policy'],
    ),
  ).Statement;
const ciBoundary = boundaryNamed('dotkom-ci-boundary');
const boundaryArn = `arn:aws:iam::${account}:policy/${organisation.permissionsBoundary}`;

/** What a role may do, with the ARNs that zones will have. */
function statementsOf(name: string): IamStatement[] {
  const found: Role | undefined = roles[name];
  if (!found) throw new Error(`There is no role ${name}.`);
  const zone = (arn: string) => arn.replace(/^\$\{aws_route53_zone\..*\}$/, 'arn:aws:route53:::hostedzone/*');
  return found.statements.map((each) => ({ ...each, Resource: each.Resource.map(zone) }));
}

/** What is refused of requests, in words. */
function refused(role: string, requests: readonly Request[]): string[] {
  const statements = statementsOf(role);
  return requests.flatMap(({ actions, resource, context }) =>
    actions
      .filter(
        (action) =>
          !isAllowed(statements, action, resource, context) ||
          !isAllowed(ciBoundary, action, resource, context),
      )
      .map((action) => `${action} on ${resource}`),
  );
}

type Estate = readonly [what: string, stack: SynthesisedStack, role: string, tags: Thing['tags']];
const estates: readonly Estate[] = [
  ['the platform', platform, 'ci-apply-platform-prod', tagsOf(platform)],
  ['an application', application, 'ci-apply-grades-staging', tagsOf(application)],
];

function tagsOf(stack: SynthesisedStack): Thing['tags'] {
  return stack['provider'].aws[0].default_tags[0].tags;
}

function thing(stack: SynthesisedStack, config: Record<string, any>): Thing {
  return {
    text: (attribute) => valueOf(stack, String(config[attribute])),
    tags: tagsOf(stack),
    boundaryArn,
  };
}

describe.each(estates)('%s', (_, stack, role) => {
  const types = Object.keys(stack.resource).sort();
  const blocks = Object.keys(stack.data).sort();

  it('has nothing whose rights nobody has thought of', () => {
    expect(types.filter((type) => !(type in resourceTypes))).toEqual([]);
    expect(blocks.filter((type) => !(type in dataTypes))).toEqual([]);
  });

  it.each(types)('can be deployed by its role: %s', (type) => {
    const things = resources(stack, type).map((config) => thing(stack, config));
    const { reads, writes } = resourceTypes[type] ?? {};
    for (const each of things) {
      expect(refused(role, [...(reads?.(each) ?? []), ...(writes?.(each) ?? [])])).toEqual([]);
    }
  });

  it.each(types)('can be planned by the role of pull requests: %s', (type) => {
    for (const config of resources(stack, type)) {
      expect(refused('ci-plan', resourceTypes[type]?.reads?.(thing(stack, config)) ?? [])).toEqual([]);
    }
  });

  it.each(blocks)('finds what it looks for, in plans and in deploys: %s', (type) => {
    for (const config of Object.values(stack.data[type] ?? {})) {
      const requests = dataTypes[type]?.reads?.(thing(stack, config)) ?? [];
      for (const each of ['ci-plan', role]) expect(refused(each, requests)).toEqual([]);
    }
  });
});

describe('the table of types', () => {
  it('has no type that no stack holds', () => {
    const held = estates.flatMap(([, stack]) => Object.keys(stack.resource));
    expect(Object.keys(resourceTypes).filter((type) => !held.includes(type))).toEqual([]);
  });

  it('is about ARNs with names in them, not expressions', () => {
    for (const [, stack] of estates)
      for (const type of Object.keys(stack.resource))
        for (const config of resources(stack, type)) {
          const { reads, writes } = resourceTypes[type] ?? {};
          const each = thing(stack, config);
          for (const { resource } of [...(reads?.(each) ?? []), ...(writes?.(each) ?? [])])
            expect(resource).not.toMatch(/\$\{|undefined/);
        }
  });

  it.each([
    ['s3:CreateBucket', 'arn:aws:s3:::dotkom-onlineweb-staging-files'],
    ['lambda:InvokeFunction', `arn:aws:lambda:eu-north-1:${account}:function:platform-prod-other`],
    ['ssm:PutParameter', `arn:aws:ssm:eu-north-1:${account}:parameter/databases/prod/onlineweb/staging`],
    ['ssm:PutParameter', `arn:aws:ssm:eu-north-1:${account}:parameter/databases/prod/grades/prod`],
    ['ecs:RunTask', `arn:aws:ecs:eu-north-1:${account}:task-definition/onlineweb-staging-web:1`],
    ['ecs:StopTask', `arn:aws:ecs:eu-north-1:${account}:task/platform-prod/1`],
    ['states:UpdateStateMachine', `arn:aws:states:eu-north-1:${account}:stateMachine:onlineweb-staging-job`],
  ])('tells what is refused: %s on %s', (action, resource) => {
    expect(refused('ci-apply-grades-staging', [{ actions: [action], resource }])).toEqual([
      `${action} on ${resource}`,
    ]);
  });
});

describe('things whose ARNs name nobody', () => {
  const role = 'ci-apply-grades-staging';
  const tags = (kind: string, [application, environment]: readonly [string, string]) => ({
    [`aws:${kind}/Application`]: application,
    [`aws:${kind}/Environment`]: environment,
  });
  const own = ['grades', 'staging'] as const;
  const others = [
    ['onlineweb', 'prod'] as const,
    ['onlineweb', 'staging'] as const,
    ['grades', 'prod'] as const,
  ];
  const isRefused = (action: string, resource: string, context: Request['context']) =>
    refused(role, [{ actions: [action], resource, context }]).length > 0;
  const balancing = 'elasticloadbalancing';
  const taggings: [action: string, resource: string, making: Record<string, string>][] = [
    [
      `${balancing}:AddTags`,
      arn(balancing, 'targetgroup/x/1'),
      { [`${balancing}:CreateAction`]: 'CreateTargetGroup' },
    ],
    [
      `${balancing}:AddTags`,
      arn(balancing, 'listener-rule/app/platform-prod/1/2/3'),
      { [`${balancing}:CreateAction`]: 'CreateRule' },
    ],
    ['cloudfront:TagResource', arn('cloudfront', 'distribution/E1', ''), {}],
    ['acm:AddTagsToCertificate', arn('acm', 'certificate/1'), {}],
    ['acm:AddTagsToCertificate', arn('acm', 'certificate/1', 'us-east-1'), {}],
    ['application-autoscaling:TagResource', arn('application-autoscaling', 'scalable-target/1'), {}],
    [
      'application-autoscaling:RegisterScalableTarget',
      arn('application-autoscaling', 'scalable-target/1'),
      {},
    ],
  ];

  it.each(taggings)(
    'get the tags of whom they are for as they are made: %s on %s',
    (action, thing, making) => {
      expect(isRefused(action, thing, { ...making, ...tags('RequestTag', own) })).toBe(false);
      for (const other of others)
        expect(isRefused(action, thing, { ...making, ...tags('RequestTag', other) })).toBe(true);
    },
  );

  it.each(taggings)(
    'are tagged again by those whose they are, and by nobody else: %s on %s',
    (action, thing) => {
      const retagged = tags('RequestTag', own);
      expect(isRefused(action, thing, { ...retagged, ...tags('ResourceTag', own) })).toBe(false);
      for (const other of others)
        expect(isRefused(action, thing, { ...retagged, ...tags('ResourceTag', other) })).toBe(true);
    },
  );

  it('are not taken over where they have no tags, as far as AWS tells these from new ones', () =>
    expect(
      isRefused(`${balancing}:AddTags`, arn(balancing, 'targetgroup/x/1'), tags('RequestTag', own)),
    ).toBe(true));
});

describe('the roles that stacks make', () => {
  const boundary = boundaryNamed(organisation.permissionsBoundary);

  const needs = estates.flatMap(([, stack]) =>
    resources(stack, 'aws_iam_role_policy').flatMap((each) => {
      const role = valueOf(stack, each['role']);
      const statements: IamStatement[] = jsonOf(each['policy']).Statement;
      return statements.flatMap(({ Action, Resource, Condition = {} }) =>
        Action.flatMap((action) =>
          Resource.map((resource) => [role, action, valueOf(stack, resource), Condition] as const),
        ),
      );
    }),
  );

  it('are all that there are, and have policies', () => {
    const made = estates.flatMap(([, stack]) => resources(stack, 'aws_iam_role').map(({ name }) => name));
    expect([...new Set(needs.map(([role]) => role))].sort()).toEqual(made.sort());
    expect(needs.length).toBeGreaterThan(100);
  });

  it.each(needs)('%s may %s on %s within the boundary', (role, action, resource, condition) => {
    const context = Object.assign({ 'aws:PrincipalArn': arnOf(role) }, ...Object.values(condition));
    const whole = resource.replace(/\$\{[^}]*\}/g, 'x');
    expect(isAllowed(boundary, action, passable(action, whole), context)).toBe(true);
  });

  function arnOf(role: string): string {
    const [made] = estates.flatMap(([, stack]) =>
      resources(stack, 'aws_iam_role').filter(({ name }) => name === role),
    );
    return arn('iam', `role${made?.['path']}${role}`, '');
  }

  /** Roles of an application are expressions; what they are called is tested with them. */
  function passable(action: string, resource: string): string {
    return action === 'iam:PassRole' ? `arn:aws:iam::${account}:role/applications/grades/x` : resource;
  }
});
