import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  ECRClient,
  ImageDetail,
  ImageNotFoundException,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { manifestNotFound, noSuchImage } from './errors';

/** What the tag of every released image begins with: the lifecycle of repositories counts these by themselves. */
const releasedTag = 'released-';

/**
 * Every form in which an image can be pushed, an index of several platforms too. Where its form is not named, ECR may answer
 * with another, whose digest is another.
 */
const acceptedMediaTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** How many images a refusal names. */
const namedImages = 5;

/** The images of one service's repository. */
export class ServiceImages {
  private readonly ecr: ECRClient;
  private readonly repository: string;

  constructor(account: Account, repository: string) {
    this.ecr = new ECRClient(clientConfig(account));
    this.repository = repository;
  }

  /**
   * The tags of an image, which has to be there: no release names one that cannot be pulled.
   *
   * @throws UserError that names the newest images of the repository.
   */
  async tagsOf(digest: string): Promise<string[]> {
    try {
      const { imageDetails: [image] = [] } = await this.ecr.send(
        new DescribeImagesCommand({ repositoryName: this.repository, imageIds: [{ imageDigest: digest }] }),
      );
      return image?.imageTags ?? [];
    } catch (error) {
      if (!(error instanceof ImageNotFoundException)) throw error;
      throw noSuchImage(digest, this.repository, await this.newest());
    }
  }

  /**
   * Tags an image as released, which keeps it from being deleted as one of many (docs/decisions/releases.md). Does
   * nothing to one that was released before.
   */
  async keep(digest: string, now: Date): Promise<void> {
    const imageIds = [{ imageDigest: digest }];
    const { imageDetails: [image] = [] } = await this.ecr.send(
      new DescribeImagesCommand({ repositoryName: this.repository, imageIds }),
    );
    if (image?.imageTags?.some((tag) => tag.startsWith(releasedTag))) return;
    const { images: [found] = [] } = await this.ecr.send(
      new BatchGetImageCommand({ repositoryName: this.repository, imageIds, acceptedMediaTypes }),
    );
    if (!found?.imageManifest || found.imageId?.imageDigest !== digest)
      throw manifestNotFound(digest, this.repository, found?.imageId?.imageDigest);
    await this.ecr.send(
      new PutImageCommand({
        repositoryName: this.repository,
        imageManifest: found.imageManifest,
        imageManifestMediaType: found.imageManifestMediaType,
        imageDigest: digest, // ECR refuses it where the manifest is another.
        imageTag: `${releasedTag}${now.toISOString().replace(/[-:]|\.\d+/g, '')}`,
      }),
    );
  }

  private async newest(): Promise<string[]> {
    const images: ImageDetail[] = [];
    let nextToken: string | undefined;
    do {
      const answer = await this.ecr.send(
        new DescribeImagesCommand({ repositoryName: this.repository, nextToken }),
      );
      images.push(...(answer.imageDetails ?? []));
      nextToken = answer.nextToken;
    } while (nextToken);
    return images
      .sort((one, other) => pushedAt(other) - pushedAt(one))
      .slice(0, namedImages)
      .map(({ imageDigest, imageTags = [] }) => `${imageDigest} (${imageTags.join(', ') || 'no tag'})`);
  }
}

function pushedAt({ imagePushedAt }: ImageDetail): number {
  return imagePushedAt?.getTime() ?? 0;
}
