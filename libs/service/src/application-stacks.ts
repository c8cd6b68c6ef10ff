import { Construct } from 'constructs';
import {
  codeOf,
  Environment,
  EnvironmentName,
  environmentNames,
  inWords,
  noteProblem,
  projectOf,
  Stacks,
} from '@dotkom/stack';
import {
  madeTooEarly,
  environmentsDiffer,
  environmentTwice,
  noEnvironment,
  notAnApplication,
  notEnvironments,
} from './errors';

/**
 * The stacks of an application, one for each environment: what the default export of its `src/stacks.ts` is.
 *
 * @param environments those the application has, the same as in its project.json, by which CI deploys it. @default all
 * @throws UserError when it is given no class, or environments that are none, unknown or named twice.
 * @example
 * export default applicationStacks(Grades);
 */
export function applicationStacks(
  Application: new (scope: Construct, environment: Environment) => Construct,
  environments: readonly EnvironmentName[] = environmentNames,
): Stacks {
  if (!isConstructor(Application)) throw notAnApplication(inWords(Application));
  refuseEnvironments(environments);
  return (app) => {
    if (!Construct.isConstruct(app)) throw madeTooEarly();
    refuseDifference(app, environments);
    const errors: unknown[] = [];
    for (const name of environments) {
      try {
        new Application(app, new Environment(name));
      } catch (error) {
        errors.push(error); // What stops one environment keeps the problems of the others from nobody.
      }
    }
    if (errors.length > 0) throw new AggregateError(errors);
  };
}

/** Also one that is written as a function; an arrow function makes nothing by `new`. */
function isConstructor(value: unknown): boolean {
  return typeof value === 'function' && value.prototype !== undefined;
}

function refuseEnvironments(environments: readonly EnvironmentName[]): void {
  if (!Array.isArray(environments)) throw notEnvironments(inWords(environments));
  if (environments.length === 0) throw noEnvironment(environmentNames);
  for (const [index, name] of environments.entries()) {
    Environment.named(name);
    if (environments.indexOf(name) !== index) throw environmentTwice(name);
  }
}

/** A stack without a role in CI would never be deployed, and a role without a stack serves nobody. */
function refuseDifference(app: Construct, environments: readonly EnvironmentName[]): void {
  const project = projectOf(app);
  const { file = '', environments: deployed = environments } = project;
  if ([...deployed].sort().join() === [...environments].sort().join()) return;
  noteProblem(app, environmentsDiffer({ code: codeOf(project), environments, file, deployed }).message);
}
