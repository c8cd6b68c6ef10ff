import { Construct } from 'constructs';
import { checked } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { ImageRepository } from './image-repository';
import { Kept } from './kept';
import { ImageSource, pinnedImage, releasedImage, RunnableImage } from './image';

/**
 * The image of whatever runs: by its own releases, unless it says otherwise. Its repository is part of the construct.
 */
export function imageOf(
  scope: Construct,
  name: string,
  source: ImageSource | undefined,
  kept: Kept = { name, scope },
): RunnableImage {
  if (typeof source === 'string') {
    return checked(scope, () => pinnedImage(source), { reference: source, digest: '' });
  }
  if (source !== undefined) return source.image;
  const release = ApplicationStack.of(scope).releases.of(kept.name);
  return releasedImage(new ImageRepository(kept.scope, 'images', kept.name), release, kept.name);
}
