import { pathOf } from '../terraform/attribute-changes';
import { ChangeRepresentation, Difference, differences } from '../terraform/differences';
import { Change, showsAttributes } from '../terraform/plan-summary';

/** How images are named: by their digest. */
const imageDigest = /sha256:[0-9a-f]{64}/g;

/**
 * What in a plan only says which image runs. Nobody reviews a release: one that was recorded since is shown with the others,
 * and makes no other plan of it (docs/decisions/pipelines.md).
 */
export class ReleasedParts {
  private readonly reached: ReadonlySet<string>;
  private readonly digests: ReadonlySet<string>;

  /**
   * @param reached the addresses that a release reaches.
   * @param releases the digests that are released, by their parameters.
   */
  constructor(reached: ReadonlySet<string>, releases: Readonly<Record<string, string>>) {
    this.reached = reached;
    this.digests = new Set(Object.values(releases));
  }

  /**
   * Whether a difference of a resource is there by a release: the image, and what becomes unknown with it, such as the number of
   * a task definition and what refers to that. What else changes in the same resource is not.
   */
  hasOfResource(address: string, difference: Difference): boolean {
    if (!this.reached.has(address.replace(/\[.*$/, ''))) return false;
    return difference.isUnknown || this.isImage(difference);
  }

  /** Whether a difference of an output is there by a release. */
  hasOfOutput(difference: Difference): boolean {
    return this.isImage(difference);
  }

  /** Marks what is there by a release alone, in changes as they are shown. */
  mark(changes: readonly Change[], details: ReadonlyMap<string, ChangeRepresentation> = new Map()): Change[] {
    return changes.map((change) => this.marked(change, differences(details.get(change.address) ?? {})));
  }

  private marked(change: Change, all: readonly Difference[]): Change {
    const released = all.filter((each) => this.hasOfResource(change.address, each));
    if (!showsAttributes(change.action) || released.length === 0) return change;
    if (released.length === all.length) return { ...change, isReleased: true };
    const paths = new Set(released.map(({ steps }) => pathOf(steps)));
    const attributes = change.attributes.map((attribute) =>
      paths.has(attribute.path) ? { ...attribute, isReleased: true } : attribute,
    );
    return { ...change, attributes };
  }

  private isImage({ before, after }: Difference): boolean {
    const [old, text] = [before, after].map((value) => JSON.stringify(value ?? null)) as [string, string];
    const named = text.match(imageDigest) ?? [];
    return (
      named.length > 0 &&
      named.every((digest) => this.digests.has(digest)) &&
      old.replace(imageDigest, '') === text.replace(imageDigest, '')
    );
  }
}
