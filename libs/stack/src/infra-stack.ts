import { Construct, IConstruct } from 'constructs';
import { Aspects, S3Backend, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { awsProviderVersion } from './aws-provider';
import { LaunchedTags } from './launched-tags';
import { outsideOfStack } from './errors';
import { inputs } from './inputs/inputs';
import { placed } from './inputs/placed';
import { organisation, stateKey } from './organisation';
import { PermissionsBoundary } from './permissions-boundary';
import { projectOf } from './project';
import { BoundedWaits } from './waits';

/** Native S3 state locks are stable from 1.11 on. */
export const terraformVersion = '>= 1.11.0';

export interface InfraStackProps {
  /** The value of the `Environment` tag: an application's environment, or the name of a platform instance. */
  readonly environment: string;
  /** Whether roles of this stack are bounded. Only the stack that makes the boundary cannot be. @default true */
  readonly boundedRoles?: boolean;
}

/**
 * What every stack is: its own state in the shared bucket, locked while in use; the AWS provider with its region, its
 * one version and the tags by which everything can be traced to its owner, also what AWS makes by itself; a boundary on
 * every role; no wait that is longer than a workflow's credentials live.
 *
 * Its own parts have ids in capitals, so that a service may be called `backend` or `platform`.
 *
 * @example
 * class Bootstrap extends InfraStack {
 *   constructor(scope: Construct) {
 *     super(scope, 'bootstrap', { environment: 'shared' });
 *   }
 * }
 */
export class InfraStack extends TerraformStack {
  private identity?: DataAwsCallerIdentity;
  private usEast1?: AwsProvider;
  private readonly tags: Record<string, string>;
  private readonly adoptions: { to: string; id: string; for_each?: string }[] = [];

  /**
   * Whether AWS refuses to delete load balancers and databases; `nx destroy` lifts it. A variable of the plan and not of
   * the code, so that what is tried locally is the very configuration that is deployed.
   */
  readonly deletionProtection: TerraformVariable;

  /**
   * What buckets and repositories take as `force_destroy` or `force_delete`, and databases as `skip_final_snapshot`: true
   * only where everything may be thrown away, which is the AWS of this machine. `nx destroy` does not set it elsewhere.
   */
  readonly discardData: TerraformVariable;

  constructor(scope: Construct, name: string, props: InfraStackProps) {
    super(...placed(scope, inputs.required('InfraStack.name', name)));
    inputs.required('InfraStack.props', props);
    const project = projectOf(this);

    this.tags = {
      Application: project.name,
      Environment: props.environment,
      Owner: project.owner,
      Repository: organisation.repository,
    };
    this.storeState(name);
    this.provideAws();
    this.deletionProtection = this.declareDeletionProtection();
    this.discardData = this.declareDiscardData();
    Aspects.of(this).add(new BoundedWaits());
    Aspects.of(this).add(new LaunchedTags(this.tags));
    if (props.boundedRoles !== false) {
      Aspects.of(this).add(new PermissionsBoundary(() => this.permissionsBoundaryArn));
    }
  }

  /** The stack that a construct belongs to. */
  static override of(construct: IConstruct): InfraStack {
    const stack = construct.node.scopes.find(TerraformStack.isStack);
    if (!(stack instanceof InfraStack)) throw outsideOfStack(construct.node.path, 'InfraStack');
    return stack;
  }

  /** The AWS account that the stack is deployed to. */
  get accountId(): string {
    this.identity ??= new DataAwsCallerIdentity(this, 'Account');
    return this.identity.accountId;
  }

  /**
   * The provider for what CloudFront uses, which takes certificates of us-east-1 alone. Declared when it is first asked
   * for, with the same tags; everything else belongs to the one region that everything runs in.
   */
  get usEast1Provider(): AwsProvider {
    const region = 'us-east-1';
    this.usEast1 ??= new AwsProvider(this, 'AwsUsEast1', {
      alias: region,
      region,
      defaultTags: [{ tags: this.tags }],
    });
    return this.usEast1;
  }

  /**
   * Takes over what already exists under an id instead of creating it. Harmless once it is in the state.
   * (cdktf's `importFrom` runs `terraform` during synth to see its version; this does not.)
   */
  adopt(resource: TerraformResource, id: string): void {
    this.addAdoption({ to: addressOf(resource), id });
  }

  /**
   * Takes over what exists and creates what does not, where only a plan can tell.
   *
   * @param ids an expression for a set with the id if it exists, and with nothing if not; a data source gives it.
   */
  adoptIfThere(resource: TerraformResource, ids: string): void {
    this.addAdoption({ to: addressOf(resource), id: '${each.value}', for_each: ids });
  }

  private addAdoption(adoption: { to: string; id: string; for_each?: string }): void {
    this.adoptions.push(adoption);
    this.addOverride('import', this.adoptions);
  }

  private get permissionsBoundaryArn(): string {
    return `arn:aws:iam::${this.accountId}:policy/${organisation.permissionsBoundary}`;
  }

  private storeState(name: string): void {
    const { region, stateBucket: bucket } = organisation;
    new S3Backend(new Construct(this, 'State'), { bucket, key: stateKey(name), region, encrypt: true });
    // cdktf's S3Backend predates S3's own locks, which need no DynamoDB table.
    this.addOverride('terraform.backend.s3.use_lockfile', true);
  }

  private provideAws(): void {
    new AwsProvider(this, 'Aws', { region: organisation.region, defaultTags: [{ tags: this.tags }] });
    this.addOverride('terraform.required_version', terraformVersion);
    this.addOverride('terraform.required_providers.aws.version', awsProviderVersion);
    this.addOverride('terraform.required_providers.aws.source', 'hashicorp/aws');
  }

  private declareDeletionProtection(): TerraformVariable {
    return new TerraformVariable(this, 'deletion_protection', {
      type: 'bool',
      default: true,
      description: 'Whether load balancers and databases refuse to be destroyed.',
    });
  }

  private declareDiscardData(): TerraformVariable {
    return new TerraformVariable(this, 'discard_data', {
      type: 'bool',
      default: false,
      description:
        'Whether what is destroyed takes its data along: objects, images, and backups without a last snapshot.',
    });
  }
}

function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
