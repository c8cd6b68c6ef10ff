import { Fn, IResolvable, Token } from 'cdktf';
import { notPinned } from './errors';
import { Release } from '../releases';

/** An image that a task can run. */
export interface RunnableImage {
  /** What ECS pulls: an image by its digest. */
  readonly reference: string;
  /** The checksum that names the image for ever: `sha256:…`. */
  readonly digest: string;
  /** The repository of ours that it is in. */
  readonly repositoryArn?: string;
  /** The service whose release it is, and whether there is one yet. */
  readonly release?: { readonly service: string; readonly exists: IResolvable };
}

/** Whatever has an image that others can run: a service, a worker. */
export interface ImageOwner {
  readonly image: RunnableImage;
}

/**
 * Where an image comes from: another service of the same application, with whose release it changes, or a public
 * registry, by digest: `'public.ecr.aws/nginx/nginx:1.29@sha256:...'`.
 */
export type ImageSource = string | ImageOwner;

/** The image of a release. Before the first one no task runs, and the name only has to be one that ECS takes. */
export function releasedImage(
  repository: { readonly arn: string; readonly url: string },
  release: Release,
  service: string,
): RunnableImage {
  const reference = Fn.conditional(release.exists, `@${release.digest}`, ':unreleased');
  return {
    reference: `${repository.url}${Token.asString(reference)}`,
    digest: release.digest,
    repositoryArn: repository.arn,
    release: { service, exists: release.exists },
  };
}

/**
 * An image of a public registry.
 *
 * @throws UserError when it is not pinned by digest: a tag can mean something else tomorrow.
 */
export function pinnedImage(reference: string): RunnableImage {
  const [, digest] =
    /^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[a-z0-9][a-z0-9._-]*)+(?::[\w.-]+)?@(sha256:[0-9a-f]{64})$/.exec(
      reference,
    ) ?? [];
  if (!digest) throw notPinned(reference);
  return { reference, digest };
}

/** Stands for an image that was refused. */
export const unreadableImage: RunnableImage = { reference: '', digest: '' };

/** What holds once an image can run, and what holds before: for an image that waits for nothing, the former. */
export function onceReleased<T>(image: RunnableImage, then: T, before: T): T | IResolvable {
  return image.release ? Fn.conditional(image.release.exists, then, before) : then;
}
