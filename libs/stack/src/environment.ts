import { unansweredEnvironment, unknownEnvironment } from './errors';

/** The environments an application can have, in the order in which a change travels through them. */
export const environmentNames = ['staging', 'prod'] as const;

export type EnvironmentName = (typeof environmentNames)[number];

/**
 * One environment of an application. An application has one stack per environment; what differs between them is
 * said with {@link Environment.pick}, and the compiler insists that every environment is answered.
 *
 * @example
 * environment.pick({ prod: 'grades.no', staging: 'staging.grades.no' })
 */
export class Environment {
  readonly name: EnvironmentName;

  constructor(name: EnvironmentName) {
    this.name = name;
    this.pick = this.pick.bind(this); // For who takes it out: const { pick } = environment.
  }

  /**
   * The environment with this name, for names that come from outside, such as a command line.
   *
   * @throws UserError when there is no such environment.
   */
  static named(name: string): Environment {
    const known = environmentNames.find((environment) => environment === name);
    if (!known) throw unknownEnvironment(name, environmentNames);
    return new Environment(known);
  }

  /**
   * The value that this environment has. Every environment must be answered: one that lacks a property which may be left out,
   * with `undefined` (`scaling: environment.pick({ prod: { min: 2, max: 6, cpu: 70 }, staging: undefined })`); one that has
   * nothing of a list, with `[]`.
   *
   * @throws UserError when the environment is not answered.
   */
  pick<T>(values: Readonly<Record<EnvironmentName, T>>): T {
    if (!(this.name in Object(values))) throw unansweredEnvironment(this.name);
    return values[this.name];
  }

  /** Its name. */
  toString(): string {
    return this.name;
  }
}
