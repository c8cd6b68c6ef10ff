/** The construct of a stack that a resource belongs to: `web` of `onlineweb-prod/web/route/target-group`. */
export function partOf(constructPath: string): string {
  const [stack = '', part] = constructPath.split('/');
  return part ?? stack;
}

/** The construct that makes a resource, as itself and with what is part of it: `platform-prod/nat/eu-north-1a` of its `group`. */
export function constructOf(constructPath: string): string {
  const end = constructPath.lastIndexOf('/');
  return end < 0 ? constructPath : constructPath.slice(0, end);
}

/** The first of what Terraform writes as a block: an object, or a list of one. */
export function blockOf(value: unknown): Record<string, any> | undefined {
  return [value].flat()[0] as Record<string, any> | undefined;
}

/** What Terraform writes as blocks: none, one, or a list. */
export function blocksOf(value: unknown): Record<string, any>[] {
  return value === undefined || value === null ? [] : ([value].flat() as Record<string, any>[]);
}

/** The resource that an expression refers to by its address. */
export function referred<Each extends { readonly address: string }>(
  resources: readonly Each[],
  expression: unknown,
): Each | undefined {
  const text = String(expression);
  return resources.find(({ address }) => text.includes(`${address}.`) || text === address);
}
