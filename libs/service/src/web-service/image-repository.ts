import { Construct } from 'constructs';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { awsName } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';

/** How many tagged images are kept: far more than anyone rolls back by. */
const keptImages = 100;

/**
 * Where the images of one service are pushed: tags that never move, every push scanned. 0.10 dollars per GB and month.
 */
export class ImageRepository extends Construct {
  readonly arn: string;
  readonly url: string;

  constructor(scope: Construct, id: string, service: string) {
    super(scope, id);
    const { application, environment, forceDestroy } = ApplicationStack.of(this);
    const repository = new EcrRepository(this, 'repository', {
      name: awsName('ECR repository', [application, environment.name, service]),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: forceDestroy,
    });
    new EcrLifecyclePolicy(this, 'lifecycle', {
      repository: repository.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: `Keep the newest ${keptImages} images`,
            selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: keptImages },
            action: { type: 'expire' },
          },
        ],
      }),
    });
    this.arn = repository.arn;
    this.url = repository.repositoryUrl;
  }
}
