/** What an SDK client answers to a command, by the command's name without `Command`; a function is told what was asked. */
export type RecordedAnswers = Readonly<Record<string, object | ((asked: any) => object)>>;

interface SdkClient {
  readonly prototype: { send: (...args: any[]) => unknown };
}

/** Has SDK clients answer what is recorded, and refuse everything else as an account does. */
export function answerRecorded(clients: readonly SdkClient[], answers: RecordedAnswers): void {
  for (const { prototype } of clients)
    jest.spyOn(prototype, 'send').mockImplementation(async (command: { input: object }) => {
      const name = command.constructor.name.replace(/Command$/, '');
      const answer = answers[name] ?? refused(`may not ${name}`);
      const given = typeof answer === 'function' ? answer(command.input) : answer;
      if (given instanceof Error) throw given;
      return given;
    });
}

/** An error as AWS answers one. */
export function refused(message: string, name = 'AccessDeniedException', httpStatusCode = 403): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
