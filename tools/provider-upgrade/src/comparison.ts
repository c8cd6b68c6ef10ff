/** The last plan of a stack, as `nx diff` leaves it for programs. */
export interface PlanOfStack {
  readonly stack: string;
  readonly summary: string;
  /** The same for two plans that would do the same, with every value. */
  readonly digest: string;
}

/** What another provider makes of the same code. */
export interface Comparison {
  readonly same: readonly string[];
  /** In words: each stack whose plan is another one, with both. */
  readonly differing: readonly string[];
}

/** Compares the plans of the same stacks, made before and after the provider was raised. */
export function comparePlans(before: readonly PlanOfStack[], after: readonly PlanOfStack[]): Comparison {
  const stacks = [...new Set([...before, ...after].map(({ stack }) => stack))].sort();
  const compared = stacks.map((stack) => {
    const [one, other] = [before, after].map((plans) => plans.find((each) => each.stack === stack));
    return { stack, text: one?.digest === other?.digest ? undefined : difference(stack, one, other) };
  });
  return {
    same: compared.filter(({ text }) => text === undefined).map(({ stack }) => stack),
    differing: compared.flatMap(({ text }) => text ?? []),
  };
}

function difference(stack: string, before?: PlanOfStack, after?: PlanOfStack): string {
  const [was, is] = [before, after].map((plan) => plan?.summary.trim() ?? 'not planned');
  const note =
    was === is ? ['The two read the same: they differ in a value that a summary does not show.'] : [];
  return [`## ${stack}`, ...note, 'Before:', indented(was), 'After:', indented(is)].join('\n');
}

function indented(text = ''): string {
  return text.replace(/^/gm, '  ');
}
