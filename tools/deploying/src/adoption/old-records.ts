import { plainName } from '../look/zones';
import { OldResource, OldState } from './old-state';

/** A resource of an old state, with the state that has it. */
export interface OldHolding extends OldResource {
  readonly state: OldState;
}

/** The records of old states. Two states may have the same one: that only matters where it is one that is taken over. */
export class OldRecords {
  private readonly byKey = new Map<string, OldHolding[]>();
  private readonly typesByName = new Map<string, Set<string>>();

  constructor(states: readonly OldState[]) {
    for (const record of holdingsOf(states, 'aws_route53_record')) {
      const { type, name, fqdn } = record.attributes as { type: string; name: string; fqdn?: string };
      const whole = plainName(fqdn || name); // As its code says it, a name may leave out its zone's.
      this.byKey.set(`${type} ${whole}`, [...this.of(type, whole), record]);
      this.typesByName.set(whole, new Set([...this.typesOf(whole), type]));
    }
  }

  /** Those of a type that a name has itself. */
  of(type: string, name: string): readonly OldHolding[] {
    return this.byKey.get(`${type} ${name}`) ?? [];
  }

  /** The types of records that a name has itself. */
  typesOf(name: string): readonly string[] {
    return [...(this.typesByName.get(name) ?? [])];
  }

  /**
   * The wildcard that answers for a name which has nothing itself: that of the nearest name above it which exists, be it only
   * for what is below it (RFC 4592, 3.3.1).
   */
  wildcardOf(name: string): string | undefined {
    if (this.exists(name)) return undefined;
    const above = name.split('.').map((_, index, labels) => labels.slice(index + 1).join('.'));
    const nearest = above.find((each) => this.exists(each));
    return nearest && this.typesByName.has(`*.${nearest}`) ? `*.${nearest}` : undefined;
  }

  private exists(name: string): boolean {
    return [...this.typesByName.keys()].some((each) => each === name || each.endsWith(`.${name}`));
  }
}

/** The resources of a type in old states. */
export function holdingsOf(states: readonly OldState[], wanted: string): OldHolding[] {
  return states.flatMap((state) =>
    state.resources.filter(({ type }) => type === wanted).map((resource) => ({ ...resource, state })),
  );
}
