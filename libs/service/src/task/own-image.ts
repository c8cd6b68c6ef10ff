import { Construct } from 'constructs';
import { checked } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { ImageRepository } from './image-repository';
import { ImageSource, pinnedImage, releasedImage, RunnableImage } from './image';

/**
 * The image of what has a release of its own unless it says otherwise: a service, a worker. Its repository is part of
 * the construct.
 */
export function imageOf(scope: Construct, name: string, source: ImageSource | undefined): RunnableImage {
  if (source !== undefined) return imageFrom(scope, source);
  const release = ApplicationStack.of(scope).releases.of(name);
  return releasedImage(new ImageRepository(scope, 'images', name), release, name);
}

/** The image of what has none of its own, such as a job. */
export function imageFrom(scope: Construct, source: ImageSource): RunnableImage {
  if (typeof source !== 'string') return source.image;
  return checked(scope, () => pinnedImage(source), { reference: source, digest: '' });
}
