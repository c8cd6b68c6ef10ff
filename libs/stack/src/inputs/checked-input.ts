import { Construct } from 'constructs';
import { severalInputs } from '../errors';
import { noteProblem } from '../problems';
import { checkInput } from './check-input';
import { InputTypes } from './input-type';

/** Checks what a library's constructs are given, by what tools/inputs derived from their types. */
export class Inputs {
  private readonly types: InputTypes;

  constructor(types: unknown) {
    this.types = types as InputTypes;
  }

  /**
   * Notes at a construct everything that is of the wrong kind, missing or misspelt in what it was given, and gives it back
   * with stand-ins for that, so that its other problems are seen as well.
   *
   * @param name the construct and its parameter: `'WebService.props'`, `'Queue.grantSend.grantee'`.
   * @throws UserError when nothing can stand in: for a network, say, that only code can make.
   */
  checked<T>(scope: Construct, name: string, given: T): T {
    const { value, problems } = this.check(name, given);
    for (const { message } of problems) noteProblem(scope, message);
    if (problems.length > 0 && value === undefined) throw problems[0]!;
    return value as T;
  }

  /**
   * For what is needed before there is a construct to note a problem at.
   *
   * @throws UserError that says everything that is wrong with it.
   */
  required<T>(name: string, given: T): T {
    const { problems } = this.check(name, given);
    if (problems.length > 0) throw severalInputs(problems);
    return given;
  }

  private check(name: string, given: unknown) {
    const type = this.types[name];
    if (!type) throw new Error(`Nothing is known of ${name}: npx tsx tools/inputs/src/write.ts`);
    const parameter = name.split('.').at(-1)!;
    return checkInput(type, given, parameter === 'props' ? '' : parameter);
  }
}
