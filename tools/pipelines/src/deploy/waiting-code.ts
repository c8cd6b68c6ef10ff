/** How `nx deploy --releases-only` says that it leaves a stack as it is, and what a person is told of each. */
const reasons: readonly { readonly line: RegExp; readonly tells: (what: string) => string }[] = [
  {
    line: /^(\S+): (its code is|its platform's facts are) not what was deployed last.*$/,
    tells: (what) =>
      `On main ${what} not what was deployed last, so nothing that was released since is deployed. See the last runs of Deploy (docs/runbooks/deploy-refused.md).`,
  },
  {
    line: /^(\S+): what was released failed when it was deployed.*$/,
    tells: () =>
      'What was released failed when it was deployed, and is not tried again until something else is released or the code changes (docs/runbooks/deploy-rolled-back.md).',
  },
];

/**
 * The warnings of a deploy of releases, as GitHub shows them above the log: where a stack's code was refused or not deployed
 * yet, or its release failed before, what its application releases waits, and the job ends well all the same.
 */
export function warningsOf(said: string): string[] {
  return said.split('\n').flatMap((each) =>
    reasons.flatMap(({ line, tells }) => {
      const [, stack, what = ''] = line.exec(each) ?? [];
      return stack ? `::warning title=The releases of ${stack} wait::${tells(what)}` : [];
    }),
  );
}
