import { Construct } from 'constructs';
import { TerraformOutput } from 'cdktf';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { waits } from './waits';
import { sessionMinutes } from './workflow-session';
import { InfraStack, InfraStackProps } from './infra-stack';
import { onlyResource, resources, synthesised, synthesisedStacks } from './testing';

class Demo extends InfraStack {
  constructor(
    scope: Construct,
    name = 'demo-prod',
    fill: (stack: InfraStack) => void = () => {},
    props: InfraStackProps = { environment: 'prod' },
  ) {
    super(scope, name, props);
    fill(this);
  }
}

const project = { name: 'demo', owner: 'backlog' };
const filled = (fill?: (stack: InfraStack) => void, props?: InfraStackProps) =>
  synthesised((app) => new Demo(app, 'demo-prod', fill, props), project);

const role = (scope: Construct, id: string) => new IamRole(scope, id, { name: id, assumeRolePolicy: '{}' });

/** What the plan has of a variable that it is not given, as where nothing may be lost. */
const variableOf = (stack: Record<string, any>, name: string) => stack['variable'][name];

describe('a stack', () => {
  it('keeps its state encrypted in the shared bucket, locked by S3 itself', () => {
    const { backend } = filled()['terraform'];
    expect(backend).toEqual({
      s3: {
        bucket: 'dotkom-infra-state',
        key: 'stacks/demo-prod.tfstate',
        region: 'eu-north-1',
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  it('has a state key of its own, so that one plan reaches one stack', () => {
    const stacks = synthesisedStacks((app) => {
      for (const name of ['demo-prod', 'demo-staging', 'other-prod']) new Demo(app, name);
    }, project);
    const keys = Object.values(stacks).map((stack) => stack['terraform'].backend.s3.key);
    expect(keys).toEqual([
      'stacks/demo-prod.tfstate',
      'stacks/demo-staging.tfstate',
      'stacks/other-prod.tfstate',
    ]);
  });

  it('has a second provider, for us-east-1 and with the same tags, only where it is asked for', () => {
    expect(filled()['provider'].aws).toHaveLength(1);
    const [first, second, ...others] = filled((stack) => {
      expect(stack.usEast1Provider).toBe(stack.usEast1Provider);
    })['provider'].aws;
    expect(others).toEqual([]);
    expect(second).toMatchObject({ alias: 'us-east-1', region: 'us-east-1' });
    expect(second.default_tags).toEqual(first.default_tags);
    expect(first).not.toHaveProperty('alias');
  });

  it('marks everything with its application, environment, owner and repository', () => {
    const [{ region, default_tags }] = filled()['provider'].aws;
    expect(region).toBe('eu-north-1');
    expect(default_tags).toEqual([
      {
        tags: { Application: 'demo', Environment: 'prod', Owner: 'backlog', Repository: 'dotkom/infra' },
      },
    ]);
  });

  it('takes exactly the AWS provider that is pinned, and Terraform from the version whose S3 locks are stable', () => {
    const { required_providers, required_version } = filled()['terraform'];
    expect(required_providers).toEqual({
      aws: { source: 'hashicorp/aws', version: '5.100.0' },
    });
    expect(required_version).toBe('>= 1.11.0');
  });

  it('asks AWS nothing until something needs to know the account', () => {
    expect(filled().data).toBeUndefined();
    const asking = filled((stack) => {
      new TerraformOutput(stack, 'one', { value: stack.accountId });
      new TerraformOutput(stack, 'two', { value: stack.accountId });
    });
    expect(Object.keys(asking.data['aws_caller_identity'] ?? {})).toHaveLength(1);
    expect(asking['output'].one.value).toBe('${data.aws_caller_identity.Account.account_id}');
  });

  it('is found from anything within it', () => {
    filled((stack) => expect(InfraStack.of(new Construct(new Construct(stack, 'a'), 'b'))).toBe(stack));
  });
});

describe('the permissions boundary', () => {
  const boundary =
    'arn:aws:iam::${data.aws_caller_identity.Account.account_id}:policy/dotkom-permissions-boundary';

  it('is on every role, however deep it is and whoever wrote it', () => {
    const stack = filled((scope) => {
      role(scope, 'shallow');
      role(new Construct(new Construct(scope, 'a'), 'b'), 'deep');
      const ownIdea = role(scope, 'with-another-boundary');
      ownIdea.permissionsBoundary = 'arn:aws:iam::aws:policy/AdministratorAccess';
    });
    const boundaries = resources(stack, 'aws_iam_role').map((each) => each['permissions_boundary']);
    expect(boundaries).toEqual([boundary, boundary, boundary]);
  });

  it('is not on the roles of the one stack that makes it', () => {
    const stack = filled((scope) => role(scope, 'first'), { environment: 'shared', boundedRoles: false });
    expect(onlyResource(stack, 'aws_iam_role')).not.toHaveProperty('permissions_boundary');
  });

  it('costs a stack without roles no question to AWS', () => {
    expect(filled((stack) => new S3Bucket(stack, 'bucket', {})).data).toBeUndefined();
  });
});

describe('deletion protection', () => {
  it('is on unless a plan says otherwise', () => {
    expect(variableOf(filled(), 'deletion_protection')).toMatchObject({ type: 'bool', default: true });
  });

  it('lets nothing take its data along when it is lifted: that is said apart, and not by default', () => {
    expect(variableOf(filled(), 'discard_data')).toMatchObject({ type: 'bool', default: false });
    const stack = filled((scope) => {
      new S3Bucket(scope, 'bucket', { forceDestroy: InfraStack.of(scope).discardData.booleanValue });
    });
    expect(onlyResource(stack, 'aws_s3_bucket')['force_destroy']).toBe('${var.discard_data}');
  });
});

describe('adopting', () => {
  it('imports each resource that exists under its id, and the address is that of the resource', () => {
    const stack = filled((scope) => {
      const nested = new Construct(scope, 'state');
      for (const name of ['one', 'two']) {
        InfraStack.of(scope).adopt(new S3Bucket(nested, name, { bucket: name }), `bucket-${name}`);
      }
    });
    const addresses = Object.keys(stack.resource['aws_s3_bucket'] ?? {}).map(
      (name) => `aws_s3_bucket.${name}`,
    );
    expect(stack['import']).toEqual([
      { to: addresses[0], id: 'bucket-one' },
      { to: addresses[1], id: 'bucket-two' },
    ]);
  });

  it('imports what only a plan can find, for each id that it finds', () => {
    const stack = filled((scope) => {
      const bucket = new S3Bucket(scope, 'one', { bucket: 'one' });
      InfraStack.of(scope).adoptIfThere(bucket, '${data.some.thing.ids}');
    });
    const adoption = { to: 'aws_s3_bucket.one', id: '${each.value}', for_each: '${data.some.thing.ids}' };
    expect(stack['import']).toEqual([adoption]);
  });
});

describe('waiting', () => {
  it('ends before the credentials of a workflow do, whatever a resource says itself', () => {
    const stack = filled((scope) => {
      const certificate = new AcmCertificateValidation(scope, 'certificate', { certificateArn: 'arn' });
      certificate.putTimeouts({ create: '75m' });
    });
    expect(onlyResource(stack, 'aws_acm_certificate_validation')['timeouts']).toEqual({ create: '20m' });
  });

  it.each(Object.entries(waits))('is bounded well below that for %s', (_, bounds) => {
    for (const bound of Object.values(bounds)) {
      expect(Number(/^(\d+)m$/.exec(bound)?.[1])).toBeLessThanOrEqual(sessionMinutes - 15);
    }
  });
});

describe('what AWS makes by itself', () => {
  const tags = { Application: 'demo', Environment: 'prod', Owner: 'backlog', Repository: 'dotkom/infra' };

  it('has the tags of the stack, and the ones that it was given', () => {
    const stack = filled((scope) => {
      new LaunchTemplate(scope, 'template', {
        tagSpecifications: [{ resourceType: 'instance', tags: { Name: 'one', Owner: 'somebody' } }],
      });
      new AutoscalingGroup(scope, 'group', { minSize: 0, maxSize: 1 });
    });
    const specifications: Record<string, any>[] = onlyResource(stack, 'aws_launch_template')[
      'tag_specifications'
    ];
    expect(specifications).toEqual([
      { resource_type: 'instance', tags: { ...tags, Name: 'one', Owner: 'somebody' } },
      { resource_type: 'network-interface', tags },
      { resource_type: 'volume', tags },
    ]);
    expect(onlyResource(stack, 'aws_autoscaling_group')['tag']).toEqual(
      Object.entries(tags).map(([key, value]) => ({ key, value, propagate_at_launch: true })),
    );
  });
});

describe('the ids that a stack uses itself', () => {
  // Each of these could be the name of somebody's service.
  const names = [
    ...[
      'account',
      'aws',
      'backend',
      'boundary',
      'data',
      'default',
      'deletion-protection',
      'discard-data',
      'locals',
      'output',
    ],
    ...['platform', 'provider', 'releases', 'resource', 'state', 'terraform', 'variable'],
  ];

  it.each(names)("leave the name '%s' to a service", (name) => {
    const stack = filled((scope) => {
      role(new Construct(scope, name), 'role');
      new S3Bucket(scope, `${name}-2`, {});
    });
    expect(onlyResource(stack, 'aws_iam_role')['permissions_boundary']).toBeDefined();
    expect(stack['terraform'].backend.s3.key).toBe('stacks/demo-prod.tfstate');
    expect(variableOf(stack, 'deletion_protection').default).toBe(true);
    expect(variableOf(stack, 'discard_data').default).toBe(false);
  });
});
