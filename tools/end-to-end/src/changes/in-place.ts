import { SynthesisedStack } from '@dotkom/stack/testing';
import { alteredState } from './altered-state';
import { replacedAttributes } from './replaced-attributes';
import { Terraform } from './terraform';

/** Attributes by type of resource. */
type Attributes = Record<string, string[]>;

/** Which of the attributes that a deployed stack gives a value the provider cannot change in place: it is asked for a plan. */
export async function impossibleInPlace(terraform: Terraform, stack: SynthesisedStack): Promise<Attributes> {
  await terraform.take(stack);
  const changes = await terraform.planFrom(alteredState(terraform.state, stack));
  return collected(
    changes
      .filter(({ type }) => type.startsWith('aws_'))
      .map(({ type, change }) => [
        type,
        (change.replace_paths ?? []).map(([attribute]) => String(attribute)),
      ]),
  );
}

/** The same, as the table says it of what is deployed of the stack. */
export function expected({ state }: Terraform, { resource }: SynthesisedStack): Attributes {
  const deployed: { type: string; name: string; instances: unknown[] }[] = state.resources;
  return collected(
    deployed
      .filter(({ instances }) => instances.length > 0)
      .map(({ type, name }) => [
        type,
        Object.keys(replacedAttributes[type] ?? {}).filter(
          (attribute) => attribute in (resource[type]?.[name] ?? {}),
        ),
      ]),
  );
}

/** In one order, and without types of which everything can be changed. */
function collected(found: readonly (readonly [type: string, attributes: readonly string[]])[]): Attributes {
  const byType: Record<string, Set<string>> = {};
  for (const [type, attributes] of found) {
    for (const attribute of attributes) (byType[type] ??= new Set()).add(attribute);
  }
  return Object.fromEntries(
    Object.entries(byType)
      .map(([type, attributes]): [string, string[]] => [type, [...attributes].sort()])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
