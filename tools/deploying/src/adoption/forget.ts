import { Adoption } from '@dotkom/stack/adoption';
import { counted } from '@dotkom/stack/conventions';
import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { plainName } from '../look/zones';
import { zonesNotKnown } from './errors';
import { OldResource, OldState } from './old-state';

/** What an old state has to forget before it may be destroyed, and why it may not be yet. */
export interface Forgetting {
  readonly state: OldState;
  readonly addresses: readonly string[];
  /** The commands, in its folder. */
  readonly commands: readonly string[];
  /** Why it is not safe to destroy, each in words; nothing where nothing is known against it. */
  readonly notYet: readonly string[];
}

/**
 * What old states and these stacks both know: a destroy of the old would take it along. What is left in the rest asks
 * `withWhatIsLeft` of the account.
 *
 * @param matched what each old state has of it, by its addresses.
 * @param stacks those of every project: zones are bootstrap's.
 * @throws UserError when nothing in the stacks makes a zone, because what is shared is not known then.
 */
export function forgettings(
  states: readonly OldState[],
  matched: ReadonlyMap<OldState, readonly string[]>,
  stacks: readonly SynthesisedStack[],
  adoptions: readonly Adoption[],
): Forgetting[] {
  const zones = new Set(
    stacks
      .flatMap((stack) => resourcesOf(stack, 'aws_route53_zone'))
      .map(({ config }) => String(config.name)),
  );
  if (zones.size === 0) throw zonesNotKnown();
  const held = heldIn(adoptions);
  return states.map((state) => {
    const shared = state.resources.filter(
      ({ type, attributes }) =>
        (type === 'aws_route53_zone' && zones.has(attributes.name)) ||
        (type === 'aws_iam_openid_connect_provider' &&
          String(attributes.url).includes('token.actions.githubusercontent.com')) ||
        provesACertificate({ type, attributes }),
    );
    const addresses = [
      ...new Set([...shared.map(({ address }) => address), ...(matched.get(state) ?? [])]),
    ].sort();
    return {
      state,
      addresses,
      commands: addresses.map((address) => `terraform state rm '${address}'`),
      notYet: [
        ...(addresses.length > 0
          ? [`${addresses.length} of its addresses are the new estate's too: a destroy takes them along`]
          : []),
        ...remaining(state, new Set(addresses), zones),
        ...held.map((host) => `${host} is held: people are still led to the old`),
      ],
    };
  });
}

/** Every certificate of a name is proved by one record, the old and the new: it renews for as long as that is there. */
function provesACertificate({ type, attributes }: Pick<OldResource, 'type' | 'attributes'>): boolean {
  const values = (attributes.records ?? []) as readonly string[];
  return (
    type === 'aws_route53_record' &&
    attributes.type === 'CNAME' &&
    values.some((value) => plainName(value).endsWith('.acm-validations.aws'))
  );
}

/** Records of our zones that nobody takes over. */
function remaining(
  { resources }: OldState,
  forgotten: ReadonlySet<string>,
  zones: ReadonlySet<string>,
): string[] {
  const all = resources.filter(({ address, type, attributes: { fqdn, name } }) => {
    const whole = plainName(String(fqdn || name));
    const isOurs = [...zones].some((zone) => whole === zone || whole.endsWith(`.${zone}`));
    return type === 'aws_route53_record' && isOurs && !forgotten.has(address);
  });
  if (all.length === 0) return [];
  const remain = counted(all.length, 'record of our zones remains', 'records of our zones remain');
  return [`${remain} in it that nothing here has: a destroy deletes ${all.length === 1 ? 'it' : 'them'}`];
}

function heldIn(adoptions: readonly Adoption[]): string[] {
  return adoptions
    .flatMap((adoption) => Object.values(adoption))
    .flatMap(({ hosts = {} }) => Object.entries(hosts))
    .filter(([, { is }]) => is === 'held')
    .map(([host]) => host)
    .sort();
}
