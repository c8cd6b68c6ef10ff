import { UserError } from '@dotkom/stack/conventions';

/** @param asked nothing where all were meant and there are none. */
export function unknownPart(asked: string | undefined, stack: string, known: readonly string[]): UserError {
  const there = known.length > 0 ? `There are ${known.join(', ')}: --service ${known[0]}.` : '';
  return new UserError(
    asked === undefined || known.length === 0
      ? `${stack} has no service, job or task: nothing in it logs.`
      : `${stack} has no service, job or task '${asked}'. ${there}`,
  );
}

export function nothingDeployed(what: readonly string[], project: string, configuration: string): UserError {
  return new UserError(
    `Nothing of ${what.join(', ')} is deployed: there is nothing to look at. Deploy it: npx nx deploy ${project} -c ${configuration}`,
  );
}
