import { relative } from 'node:path';

/** The fields of Jest's report that say what failed. */
export interface FailureReport {
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    /** What the file said of itself, where it could not be run. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** Every test that failed, a line each, with what it said first: who reads only the end of a long output, finds them there. */
export function failures({ testResults }: FailureReport, workspaceRoot: string): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(workspaceRoot, name);
      const failed = assertionResults.filter((each) => each.status === 'failed');
      if (failed.length === 0) return [`${file}: ${beginning(message)}`];
      return failed.map(
        ({ fullName, failureMessages }) =>
          `${file} › ${fullName}: ${beginning((failureMessages ?? []).join('\n'))}`,
      );
    });
}

/** What a message says before its stack trace, as one short line. */
function beginning(message: string): string {
  const [said = ''] = message.replaceAll(escapes, '').split(/\n\s+at /);
  const line = said.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

const longest = 400;

/** What colours text in a terminal. */
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
