/** The views of the page. */
export const views = ['requests', 'network', 'list', 'changes'] as const;
export type View = (typeof views)[number];

/** What the page shows, as its address says it: a link to `map.html#prod/requests/grades-prod/backend` shows the same. */
export interface Address {
  readonly environment: string;
  readonly view: View;
  /** The id of the thing that is selected. */
  readonly thing?: string;
}

/** What the part of an address after # means; what it leaves open, or what is not there, is the first of its kind. */
export function readAddress(hash: string, environments: readonly string[]): Address {
  const [environment, view, ...thing] = decoded(hash.replace(/^#/, '')).split('/');
  return {
    environment: environments.find((each) => each === environment) ?? environments[0] ?? '',
    view: views.find((each) => each === view) ?? 'requests',
    ...(thing.length > 0 && thing[0] ? { thing: thing.join('/') } : {}),
  };
}

export function writeAddress({ environment, view, thing }: Address): string {
  return `#${[environment, view, thing].filter(Boolean).join('/')}`;
}

/** A text that is not encoded as it should be, since a person typed it, is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
