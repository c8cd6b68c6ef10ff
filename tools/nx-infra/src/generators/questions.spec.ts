import { UserError } from '@dotkom/stack/conventions';
import { answered, Person, Question } from './questions';

interface Options {
  name: string;
  port: number;
  healthCheck: string;
  team: string;
}

const questions: readonly Question<Options>[] = [
  { option: 'name', ask: 'What is it called?', example: 'backend', check: word },
  { option: 'port', ask: 'Which port?', example: '3000', check: number },
  {
    option: 'healthCheck',
    ask: 'Which path?',
    example: '/health',
    check: (text, { name }) => `${name}${text}`,
  },
  { option: 'team', ask: 'Which team?', choices: () => ['appkom', 'dotkom'], check: (text) => text },
];
const complete = { name: 'backend', port: 3000, healthCheck: '/health', team: 'dotkom' };

function word(text: string): string {
  if (!/^[a-z]+$/.test(text)) throw new UserError(`'${text}' is no word.`);
  return text;
}

function number(text: string): number {
  if (!/^\d+$/.test(text)) throw new UserError(`'${text}' is no number.`);
  return Number(text);
}

/** Somebody who gives these answers, and what they were asked and told. */
function somebody(...answers: string[]) {
  const said: string[] = [];
  const next = () => answers.shift() ?? '';
  const person: Person = {
    choose: async (ask, choices) => (said.push(`${ask} ${choices.join('|')}`), next()),
    answer: async (ask, problem) => {
      said.push(ask);
      for (let answer = next(); ; answer = next()) {
        const wrong = problem(answer);
        if (!wrong) return answer;
        said.push(wrong);
      }
    },
  };
  return { person, said };
}

describe('the options of a generator', () => {
  it('are asked for where they are not given, in order, with an example or the choices', async () => {
    const { person, said } = somebody('backend', '3000', '/health', 'dotkom');
    expect(await answered('service', {}, questions, person)).toEqual({
      ...complete,
      healthCheck: 'backend/health',
    });
    expect(said).toEqual([
      'What is it called? (such as backend)',
      'Which port? (such as 3000)',
      'Which path? (such as /health)',
      'Which team? appkom|dotkom',
    ]);
  });

  it('are not asked for where they are given', async () => {
    const { person, said } = somebody('3000');
    await answered('service', { name: 'web', healthCheck: '/', team: 'appkom' }, questions, person);
    expect(said).toEqual(['Which port? (such as 3000)']);
  });

  it('are checked where they are answered, until they can work, without the spaces around them', async () => {
    const { person, said } = somebody('Back end', '', ' backend ', 'x', '80', '/', 'appkom');
    expect(await answered('service', {}, questions, person)).toMatchObject({ name: 'backend', port: 80 });
    expect(said).toEqual(
      expect.arrayContaining(["'Back end' is no word.", "'' is no word.", "'x' is no number."]),
    );
  });

  it('that are given and cannot work are refused before anything is asked', async () => {
    const { person, said } = somebody('backend');
    await expect(answered('service', { port: 'x' as never }, questions, person)).rejects.toThrow(
      "'x' is no number",
    );
    expect(said).toEqual([]);
  });

  it('that cannot work are all said at once, with what is missing where nobody can be asked', async () => {
    const wrong = { name: 'Back end', port: 'x' as never };
    const both = "'Back end' is no word.\n'x' is no number.";
    await expect(answered('service', wrong, questions, somebody().person)).rejects.toThrow(
      new RegExp(`^${both}$`),
    );
    await expect(answered('service', wrong, questions)).rejects.toThrow(
      `${both}\nnx g service has to be told more`,
    );
  });

  it('are all named at once where nobody can be asked', async () => {
    await expect(answered('service', { port: 3000 }, questions)).rejects.toThrow(
      "Add, with values of your own: backend --health-check /health --team 'appkom|dotkom'",
    );
  });

  it('of which there is one are not asked for, and neither are those that are not needed', async () => {
    const { person, said } = somebody();
    const [name, port, healthCheck, team] = questions as [
      Question<Options>,
      Question<Options>,
      Question<Options>,
      Question<Options>,
    ];
    const fewer = [
      { ...name, choices: () => ['backend'] },
      { ...port, isNeeded: ({ name: asked }: Partial<Options>) => asked === 'frontend' },
    ];
    expect(await answered('service', {}, fewer, person)).toEqual({ name: 'backend' });
    expect(said).toEqual([]);
    await expect(answered('service', { name: 'frontend' }, [...fewer, healthCheck, team])).rejects.toThrow(
      '--port 3000',
    );
  });

  it('that are complete need nobody', async () => {
    expect(await answered('service', complete, questions)).toMatchObject({ name: 'backend', port: 3000 });
  });
});
