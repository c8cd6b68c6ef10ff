import { Construct } from 'constructs';
import { Fn, IResolvable, Op } from 'cdktf';
import { DataAwsSsmParametersByPath } from '@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path';

export interface ReleasesProps {
  readonly application: string;
  readonly environment: string;
}

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
  private readonly parameters: DataAwsSsmParametersByPath;

  constructor(scope: Construct, id: string, { application, environment }: ReleasesProps) {
    super(scope, id);
    this.path = `/releases/${application}/${environment}`;
    // By path, because unlike a single parameter it may find nothing: a new application has no release yet.
    this.parameters = new DataAwsSsmParametersByPath(this, 'releases', { path: this.path });
  }

  /** The release of a service, or that it has none yet. */
  of(service: string): Release {
    const { names, values } = this.parameters;
    const recorded = Fn.nonsensitive(Fn.zipmap(names, values)); // A digest is no secret, and plans should show it.
    const digest: string = Fn.lookup(recorded, `${this.path}/${service}`, '');
    return { digest, exists: Op.neq(digest, '') };
  }
}
