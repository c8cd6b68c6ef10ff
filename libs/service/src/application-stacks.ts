import { Construct } from 'constructs';
import { Environment, EnvironmentName, environmentNames, Stacks } from '@dotkom/stack';

/**
 * The stacks of an application, one for each environment: what the default export of its `src/stacks.ts` is.
 *
 * @param environments those the application has. @default all
 * @example
 * export default applicationStacks(Grades);
 */
export function applicationStacks(
  Application: new (scope: Construct, environment: Environment) => Construct,
  environments: readonly EnvironmentName[] = environmentNames,
): Stacks {
  return (app) => {
    for (const name of environments) new Application(app, new Environment(name));
  };
}
