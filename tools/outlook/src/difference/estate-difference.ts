import { Estate } from '../estate/estate';
import { EstatePart, partsOfEstate } from './parts-of-estate';

/** A part that is another after a change than before. */
export interface ChangedPart {
  readonly before: EstatePart;
  readonly after: EstatePart;
}

/** What a change does to the estate. */
export interface EstateDifference {
  readonly added: readonly EstatePart[];
  readonly removed: readonly EstatePart[];
  readonly changed: readonly ChangedPart[];
}

/** What one estate has that another has not: parts are the same where stack, kind and name are. */
export function estateDifference(before: Estate, after: Estate): EstateDifference {
  const [old, now] = [byKey(before), byKey(after)];
  return {
    added: [...now].filter(([key]) => !old.has(key)).map(([, part]) => part),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, part]) => part),
    changed: [...now].flatMap(([key, part]) => {
      const previous = old.get(key);
      return previous && previous.facts.join() !== part.facts.join()
        ? [{ before: previous, after: part }]
        : [];
    }),
  };
}

function byKey(estate: Estate): Map<string, EstatePart> {
  return new Map(partsOfEstate(estate).map((part) => [[part.stack, part.kind, part.name].join('\n'), part]));
}
