import { DescribeImagesCommand, ECRClient, ImageDetail, ImageNotFoundException } from '@aws-sdk/client-ecr';
import { Account } from '../account';
import { clientConfig } from '../clients';
import { noSuchImage } from '../errors';

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
   * Makes sure that an image is there, so that no release names one that cannot be pulled.
   *
   * @throws UserError that names the newest images of the repository.
   */
  async refuseUnless(digest: string): Promise<void> {
    try {
      await this.ecr.send(
        new DescribeImagesCommand({ repositoryName: this.repository, imageIds: [{ imageDigest: digest }] }),
      );
    } catch (error) {
      if (!(error instanceof ImageNotFoundException)) throw error;
      throw noSuchImage(digest, this.repository, await this.newest());
    }
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
