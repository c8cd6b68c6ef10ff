import { Construct } from 'constructs';
import { Environment, EnvironmentName, environmentNames, inWords, Stacks } from '@dotkom/stack';
import { noEnvironment, environmentTwice, notAnApplication, notEnvironments } from './errors';

/**
 * The stacks of an application, one for each environment: what the default export of its `src/stacks.ts` is.
 *
 * @param environments those the application has. @default all
 * @throws UserError when it is given no class, or environments that are none, unknown or named twice.
 * @example
 * export default applicationStacks(Grades);
 */
export function applicationStacks(
  Application: new (scope: Construct, environment: Environment) => Construct,
  environments: readonly EnvironmentName[] = environmentNames,
): Stacks {
  if (typeof Application !== 'function') throw notAnApplication(inWords(Application));
  refuseEnvironments(environments);
  return (app) => {
    for (const name of environments) new Application(app, new Environment(name));
  };
}

function refuseEnvironments(environments: readonly EnvironmentName[]): void {
  if (!Array.isArray(environments)) throw notEnvironments(inWords(environments));
  if (environments.length === 0) throw noEnvironment(environmentNames);
  for (const [index, name] of environments.entries()) {
    Environment.named(name);
    if (environments.indexOf(name) !== index) throw environmentTwice(name);
  }
}
