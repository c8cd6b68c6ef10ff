import { Construct } from 'constructs';
import { Fn, IResolvable, Op, TerraformLocal, Token } from 'cdktf';
import { DataAwsSsmParametersByPath } from '@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path';

export interface ReleasesProps {
  readonly application: string;
  readonly environment: string;
}

/** The empty string; cdktf leaves a bare one out of an expression. */
const nothing = Fn.rawString('');

/** Which image a service runs. */
export interface Release {
  /** The digest of the image, such as `sha256:...`; the empty string as long as there is none. */
  readonly digest: string;
  readonly exists: IResolvable;
}

/**
 * Which image each service of an application runs. An application's CI records a release, the digest of an image, in
 * the SSM parameter `/releases/<application>/<environment>/<service>`; the stack reads them. So an application ships
 * without a change to its infrastructure, and a change to its infrastructure ships nothing
 * (docs/decisions/releases.md).
 */
export class Releases extends Construct {
  private readonly path: string;
  private readonly recorded: TerraformLocal;

  constructor(scope: Construct, id: string, { application, environment }: ReleasesProps) {
    super(scope, id);
    this.path = `/releases/${application}/${environment}`;
    // By path, because unlike a single parameter it may find nothing: a new application has no release yet.
    const { names, values } = new DataAwsSsmParametersByPath(this, 'parameters', { path: this.path });
    // The provider marks every parameter as sensitive; a digest is no secret, and a plan should show it.
    this.recorded = new TerraformLocal(this, 'recorded', Fn.nonsensitive(Fn.zipmap(names, values)));
  }

  /** The release of a service, or that it has none yet. */
  of(service: string): Release {
    const digest = Fn.lookup(this.recorded.expression, `${this.path}/${service}`, nothing);
    return { digest: Token.asString(digest), exists: Op.neq(digest, nothing) };
  }
}
