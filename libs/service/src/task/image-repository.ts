import { Construct } from 'constructs';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { awsName } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';

/** The tags by which a release is known; recording one gives the image such a tag (docs/decisions/releases.md). */
export const releaseTagPrefix = 'released-';

/** How many releases are kept, and how many pushes that never became one: far more than anyone rolls back by. */
const kept = 100;

/**
 * Where the images of one service are pushed: tags that never move, every push scanned. Images that were released are
 * kept by a count of their own, so that no number of pushes after it deletes one. 0.10 dollars per GB and month; images
 * share their layers.
 */
export class ImageRepository extends Construct {
  readonly arn: string;
  readonly url: string;

  constructor(scope: Construct, id: string, service: string) {
    super(scope, id);
    const { application, environment, discardData } = ApplicationStack.of(this);
    const repository = new EcrRepository(this, 'repository', {
      name: awsName('ECR repository', [application, environment.name, service]),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: discardData.booleanValue,
    });
    new EcrLifecyclePolicy(this, 'lifecycle', {
      repository: repository.name,
      policy: JSON.stringify({ rules }),
    });
    this.arn = repository.arn;
    this.url = repository.repositoryUrl;
  }
}

/** An image that the first rule is about, ECR never lets the second delete. */
const rules = [
  {
    rulePriority: 1,
    description: `Keep the newest ${kept} released images`,
    selection: {
      tagStatus: 'tagged',
      tagPrefixList: [releaseTagPrefix],
      countType: 'imageCountMoreThan',
      countNumber: kept,
    },
    action: { type: 'expire' },
  },
  {
    rulePriority: 2,
    description: `Keep the newest ${kept} of the others`,
    selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: kept },
    action: { type: 'expire' },
  },
];
