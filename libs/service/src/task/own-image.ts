import { Construct } from 'constructs';
import { checked, inWords } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { notAnImageOwner } from './errors';
import { ImageRepository } from './image-repository';
import { ImageOwner, ImageSource, pinnedImage, releasedImage, RunnableImage, unreadableImage } from './image';
import { Kept } from './kept';

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
    return checked(scope, () => pinnedImage(source), unreadableImage);
  }
  if (source !== undefined) return checked(scope, () => imageOfOther(source), unreadableImage);
  const release = ApplicationStack.of(scope).releases.of(kept.name);
  return releasedImage(new ImageRepository(kept.scope, 'images', kept.name), release, kept.name);
}

/** An image that a service made, and not one that somebody wrote down past {@link pinnedImage}. */
function imageOfOther(owner: ImageOwner): RunnableImage {
  if (!Construct.isConstruct(owner)) throw notAnImageOwner(inWords(owner));
  return owner.image;
}
