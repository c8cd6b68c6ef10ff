import { SynthesisedStack } from '@dotkom/stack/testing';

/** A state in which every attribute that the code gives a value has another one: as if all of it had been changed. */
export function alteredState(state: any, stack: SynthesisedStack): any {
  const resources = state.resources.map((resource: any) => {
    const given = stack.resource[resource.type]?.[resource.name];
    if (resource.mode !== 'managed' || !resource.type.startsWith('aws_') || !given) return resource;
    const instances = resource.instances.map((instance: any) => ({
      ...instance,
      attributes: altered(instance.attributes, Object.keys(given)),
    }));
    return { ...resource, instances };
  });
  return { ...state, resources, serial: state.serial + 1 };
}

function altered(attributes: Record<string, unknown>, given: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, given.includes(name) ? another(value) : value]),
  );
}

/** Another value of the same form. */
function another(value: unknown): unknown {
  if (typeof value === 'string') return `${value}-other`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.map(another);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, another(inner)]));
}
