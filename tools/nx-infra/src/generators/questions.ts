import { input, select } from '@inquirer/prompts';
import { isUserError } from '@dotkom/stack/conventions';
import { optionsMissing, severalProblems } from './errors';

/** An option that a generator cannot do without: what is asked where it is not given, and what makes an answer a good one. */
export interface Question<Options> {
  readonly option: keyof Options & string;
  /** What a person is asked: `'On which port does the container listen?'`. */
  readonly ask: string;
  /** An answer that could be, for who has never seen one. */
  readonly example?: string;
  /** All that it can be, where that is known. Of one there is nothing to choose. */
  choices?(answers: Partial<Options>): readonly string[];
  /** Whether it has to be given. @default always */
  isNeeded?(answers: Partial<Options>): boolean;
  /**
   * Checks an answer, and gives it as the generator takes it.
   *
   * @param answers what was answered before.
   * @throws UserError when it cannot work.
   */
  check(answer: string, answers: Partial<Options>): unknown;
}

/** Who answers questions. */
export interface Person {
  choose(ask: string, choices: readonly string[]): Promise<string>;
  /** @param problem what is wrong with an answer; asked again until nothing is. */
  answer(ask: string, problem: (answer: string) => string | undefined): Promise<string>;
}

/**
 * The options of a generator, complete: what was not given is asked for, one after the other, and each answer is checked
 * where it is given. What was given and cannot work is named at once and, where nobody can answer, with all that is missing.
 *
 * @param person who answers. @default whoever sits at the terminal; nobody in CI or with `--no-interactive`
 * @throws UserError when something that was given cannot work, or is missing and nobody can be asked.
 */
export async function answered<Options>(
  generator: string,
  given: Partial<Options>,
  questions: readonly Question<Options>[],
  person: Person | undefined = atTheTerminal(),
): Promise<Options> {
  const answers: Partial<Options> = { ...given };
  const isMissing = ({ option, isNeeded }: Question<Options>) =>
    given[option] === undefined && isNeeded?.(answers) !== false;
  // What cannot work is said before anything is asked, and all of it at once.
  const problems = questions.flatMap(({ option, check }) => {
    if (given[option] === undefined) return [];
    const problem = problemWith(() => (answers[option] = check(String(given[option]), answers) as never));
    return problem === undefined ? [] : [problem];
  });
  const missing = person ? [] : questions.filter(isMissing).map((each) => flagOf(each, answers));
  if (missing.length > 0) problems.push(optionsMissing(generator, missing).message);
  if (problems.length > 0) throw severalProblems(problems);
  for (const question of questions) {
    if (isMissing(question))
      answers[question.option] = question.check(await ask(question, answers, person!), answers) as never;
  }
  return answers as Options;
}

async function ask<Options>(
  question: Question<Options>,
  answers: Partial<Options>,
  person: Person,
): Promise<string> {
  const { ask: words, example, choices, check } = question;
  const [first, ...others] = choices?.(answers) ?? [];
  if (first !== undefined) return others.length > 0 ? person.choose(words, [first, ...others]) : first;
  const problem = (text: string) => problemWith(() => check(text.trim(), answers));
  return (await person.answer(example ? `${words} (such as ${example})` : words, problem)).trim();
}

/** How an option is given on the command line, with a value that could be: `--health-check /health`. */
function flagOf<Options>({ option, example, choices }: Question<Options>, answers: Partial<Options>): string {
  const value = choices?.(answers).join('|') || (example ?? 'VALUE');
  const flag = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return option === 'name' ? value : `--${flag} ${/[\s()*?|]/.test(value) ? `'${value}'` : value}`;
}

function problemWith(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (isUserError(error)) return error.message;
    throw error;
  }
}

/** Nx keeps `--no-interactive` to itself. */
const isRefused = () =>
  process.argv.some((argument) => /^--(no-interactive|interactive=false)$/.test(argument));

function atTheTerminal(): Person | undefined {
  const { stdin, stdout, env } = process;
  if (!stdin.isTTY || !stdout.isTTY || env.CI || isRefused()) return undefined;
  return {
    choose: (message, choices) => select({ message, choices }),
    answer: (message, problem) => input({ message, validate: (text) => problem(text) ?? true }),
  };
}
