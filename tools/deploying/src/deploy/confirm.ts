import { createInterface } from 'node:readline/promises';

/** One question at a time: the stacks of a project are worked on side by side, and there is one person to answer. */
let lastQuestion: Promise<unknown> = Promise.resolve();

/**
 * Asks a person to type a name.
 *
 * @throws what is refused, where something else is typed or nobody can answer.
 */
export function confirm(question: string, name: string, refused: Error): Promise<void> {
  const answered = lastQuestion.then(() => ask(question, name, refused));
  lastQuestion = answered.catch(() => undefined);
  return answered;
}

async function ask(question: string, name: string, refused: Error): Promise<void> {
  if (!process.stdin.isTTY) throw refused;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Type its name to go on: `);
  terminal.close();
  if (answer.trim() !== name) throw refused;
}
