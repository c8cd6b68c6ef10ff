import { Construct } from 'constructs';
import { checked } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { ImageRepository } from './image-repository';
import { Kept } from './kept';
import { ImageSource, pinnedImage, releasedImage, RunnableImage } from './image';

/**
 * The image of what has a release of its own unless it says otherwise: a service, a worker. Its repository is part of
 * the construct.
 */
export function imageOf(scope: Construct, kept: Kept, source: ImageSource | undefined): RunnableImage {
  if (source !== undefined) return imageFrom(scope, source);
  const release = ApplicationStack.of(scope).releases.of(kept.name);
  return releasedImage(new ImageRepository(kept.scope, 'images', kept.name), release, kept.name);
}

/** The image of what has none of its own, such as a job. */
export function imageFrom(scope: Construct, source: ImageSource): RunnableImage {
  if (typeof source !== 'string') return source.image;
  return checked(scope, () => pinnedImage(source), { reference: source, digest: '' });
}
