import { spawn, spawnSync } from 'node:child_process';
import { organisation } from '@dotkom/stack/conventions';
import { programsMissing } from './errors';

export interface Session {
  readonly instance: string;
  readonly document: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The command that starts a session. It can be copied into a terminal as it is. */
export function sessionCommand({ instance, document, parameters = {} }: Session): string[] {
  const given = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return [
    ...['aws', 'ssm', 'start-session', '--region', organisation.region],
    ...['--target', instance, '--document-name', document],
    ...(given.length > 0 ? ['--parameters', ...given] : []),
  ];
}

/**
 * Starts a session in this terminal and waits for its end; tells whether it ended well.
 *
 * @param options.print say how, and do nothing.
 * @throws UserError when a program that it needs is not there, with how to install it.
 */
export async function startSession(
  session: Session,
  { print = false, say }: { print?: boolean; say: (line: string) => void },
): Promise<boolean> {
  const command = sessionCommand(session);
  say(`${print ? '' : '> '}${command.join(' ')}`);
  if (print) return true;
  checkPrograms(command.join(' '));
  return run(command);
}

/** What a session needs on the own machine, and where it is had. */
const programs = [
  {
    program: 'aws',
    install:
      'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html (macOS: brew install awscli)',
  },
  {
    program: 'session-manager-plugin',
    install:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html (macOS: brew install --cask session-manager-plugin)',
  },
];

function checkPrograms(command: string): void {
  const missing = programs.filter(
    ({ program }) => spawnSync(program, ['--version'], { stdio: 'ignore', env: process.env }).error,
  );
  if (missing.length > 0) throw programsMissing(missing, command);
}

/**
 * Runs a program as the foreground job of the terminal, so that Ctrl-C goes to it alone: a session carries it to the
 * shell at its other end, a tunnel ends by it. Otherwise Nx would hear it too, and end everything below it. Job control
 * of a shell is the one way to have that without a program of one's own.
 */
const foreground = ['sh', '-c', 'set -m; "$@"; exit $?', 'sh'];

/** What a program ends with that was interrupted, which for a tunnel is its ordinary end. */
const endedByInterrupt = 130;

function run(command: string[]): Promise<boolean> {
  const [program = '', ...args] = process.stdin.isTTY ? [...foreground, ...command] : command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: process.env });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 || code === endedByInterrupt));
  });
}
