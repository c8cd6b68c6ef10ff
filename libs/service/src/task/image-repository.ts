import { Construct } from 'constructs';
import { DataAwsEcrRepositories } from '@cdktf/provider-aws/lib/data-aws-ecr-repositories';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { awsName, orNone } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';

/** The tags by which a release is known; recording one gives the image such a tag (docs/decisions/releases.md). */
export const releaseTagPrefix = 'released-';

/**
 * How many releases are kept: more than anyone rolls back by, and than fail one after another, for the one that runs is
 * then the oldest of them.
 */
const keptReleases = 30;

/** How many images are kept that have another tag: those that were pushed and not released, or not yet. */
const keptOthers = 20;

/** How many manifests without a tag are kept. An image that was built for several platforms, or with attestations, has a few. */
const keptWithoutTag = 3 * (keptReleases + keptOthers);

/**
 * Where the images of one service are pushed: tags that never move, every push scanned. Images that were released are
 * kept by a count of their own, so that no number of pushes after it deletes one (docs/decisions/releases.md).
 *
 * One that adoption.json names is taken over with its images, and keeps the lifecycle policy that it has: what runs before the
 * flip may be older than what is kept here, and the end of the old estate would delete a policy made here.
 *
 * 0.10 dollars per GB and month: at most 0.95 dollars for the fifty images of 190 MB that stay, less where they share layers,
 * which ECR keeps once. Twelve services cost at most 11 dollars.
 */
export class ImageRepository extends Construct {
  readonly arn: string;
  readonly url: string;

  constructor(scope: Construct, id: string, service: string) {
    super(scope, id);
    const { application, environment, discardData, adopted } = ApplicationStack.of(this);
    const name = awsName('ECR repository', [application, environment.name, service]);
    const repository = new EcrRepository(this, 'repository', {
      name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: discardData.booleanValue,
      // One that was taken over may have a key of its own: it cannot be changed, and would be replaced for it.
      lifecycle: { ignoreChanges: ['encryption_configuration'] },
    });
    if (adopted.takesRepository(name)) this.takeOver(repository, name);
    else {
      new EcrLifecyclePolicy(this, 'lifecycle', {
        repository: repository.name,
        policy: JSON.stringify({ rules }),
      });
    }
    this.arn = repository.arn;
    this.url = repository.repositoryUrl;
  }

  /** Takes over the repository of a name where there is one: on an AWS that has none, a new one is made. */
  private takeOver(repository: EcrRepository, name: string): void {
    const { fqn } = new DataAwsEcrRepositories(this, 'before');
    const ids = `[for name in ${orNone(`${fqn}.names`)} : name if name == "${name}"]`;
    ApplicationStack.of(this).adoptIfThere(repository, `\${toset(${ids})}`);
  }
}

/**
 * ECR never lets a rule delete an image that one before it is about, nor a manifest that an image which is still there
 * refers to. Source: its user guide, "Lifecycle policy evaluation rules".
 */
const rules = [
  rule(
    1,
    `Keep the newest ${keptReleases} released`,
    { tagPatternList: [`${releaseTagPrefix}*`] },
    keptReleases,
  ),
  rule(2, `Keep the newest ${keptOthers} with another tag`, { tagPatternList: ['*'] }, keptOthers),
  rule(3, `Keep the newest ${keptWithoutTag} without a tag`, undefined, keptWithoutTag),
];

function rule(
  rulePriority: number,
  description: string,
  tags: { readonly tagPatternList: readonly string[] } | undefined,
  countNumber: number,
) {
  const selection = {
    tagStatus: tags ? 'tagged' : 'untagged',
    ...tags,
    countType: 'imageCountMoreThan',
    countNumber,
  };
  return { rulePriority, description, selection, action: { type: 'expire' } };
}
