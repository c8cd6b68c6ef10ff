/** How `nx deploy --releases-only` says that it leaves a stack as it is. */
const line = /^(\S+): (its code is|its platform's facts are) not what was deployed last.*$/;

/**
 * The warnings of a deploy of releases, as GitHub shows them above the log: where a stack's code was refused, or not
 * deployed yet, what its application releases waits with it, and the job ends well all the same.
 */
export function warningsOf(said: string): string[] {
  return said.split('\n').flatMap((each) => {
    const [, stack, what] = line.exec(each) ?? [];
    return stack
      ? `::warning title=The releases of ${stack} wait::On main ${what} not what was deployed last, so nothing that was released since is deployed. See the last runs of Deploy (docs/runbooks/deploy-refused.md).`
      : [];
  });
}
