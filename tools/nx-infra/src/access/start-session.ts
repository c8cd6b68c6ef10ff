import { spawn, spawnSync } from 'node:child_process';
import { organisation } from '@dotkom/stack';
import { programsMissing } from '../errors';
import { say } from '../executors/people';

export interface Session {
  readonly instance: string;
  readonly document: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface SessionOptions {
  /** Say how, and do nothing. */
  readonly print?: boolean;
  /** Whether the keys of an interrupt go to the other end, as in a shell, and do not end the session. */
  readonly passesKeys: boolean;
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
 * @throws UserError when a program that it needs is not there, with how to install it.
 */
export async function startSession(
  session: Session,
  { print, passesKeys }: SessionOptions,
): Promise<boolean> {
  const command = sessionCommand(session);
  say(`${print ? '' : '> '}${command.join(' ')}`);
  if (print) return true;
  checkPrograms(command.join(' '));
  const restore = passesKeys ? passInterruptKeys() : () => undefined;
  try {
    return await run(command);
  } finally {
    restore();
  }
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
 * Makes Ctrl-C, Ctrl-Z and Ctrl-\ bytes like all others, which the session carries to the shell at its other end. As
 * signals they would reach Nx too, which ends everything below it. Gives what puts the terminal back.
 */
function passInterruptKeys(): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  const stty = (...args: string[]) =>
    spawnSync('stty', args, { stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8' });
  const before = stty('-g').stdout?.trim();
  if (!before) return () => undefined; // Not a terminal that stty knows, as on Windows.
  stty('-isig');
  return () => void stty(before);
}

/** An interrupt of a tunnel is its ordinary end: the program hears it from the terminal, ends the session and then itself. */
function run([program = '', ...args]: string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let interrupted = false;
    const note = () => (interrupted = true);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const name of signals) process.on(name, note);
    const child = spawn(program, args, { stdio: 'inherit', env: process.env });
    child.on('error', reject);
    child.on('close', (code) => {
      for (const name of signals) process.off(name, note);
      resolve(code === 0 || interrupted);
    });
  });
}
