import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that is JavaScript. Gives its path. */
export function program(folder: string, name: string, javascript: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${javascript}`);
  chmodSync(file, 0o755);
  return file;
}

/** What the stand-in for Terraform answers to one call. */
export interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
}

/** A stand-in for Terraform: answers as it is told to, fine and silent where it is told nothing, and notes its calls. */
export class TerraformStandIn {
  readonly binary: string;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.binary = program(
      folder,
      'terraform',
      `const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
      const args = process.argv.slice(2);
      appendFileSync(${JSON.stringify(this.callsFile)}, JSON.stringify(args) + '\\n');
      const plan = args.find((arg) => arg.startsWith('-out='));
      if (plan) writeFileSync(plan.slice('-out='.length), 'a plan');
      const file = ${JSON.stringify(join(folder, 'answers-'))} + args[0];
      const answers = existsSync(file) ? readFileSync(file, 'utf8').split('\\n').filter(Boolean) : [];
      if (answers.length > 1) writeFileSync(file, answers.slice(1).join('\\n'));
      const { stdout, stderr = '', code = 0 } = JSON.parse(answers[0] || '{}');
      process.stdout.write(stdout ?? (args[0] === 'version' ? 'Terraform v1.12.0' : ''));
      process.stderr.write(stderr);
      process.exitCode = code;`,
    );
  }

  /** Answers to a command: to each call the next, to the last and all after it the last. */
  answer(command: string, ...answers: Answer[]): void {
    writeFileSync(
      join(this.folder, `answers-${command}`),
      answers.map((answer) => JSON.stringify(answer)).join('\n'),
    );
  }

  /** The arguments of every call, but those of `version`. */
  get calls(): string[][] {
    if (!existsSync(this.callsFile)) return [];
    const lines = readFileSync(this.callsFile, 'utf8').split('\n').filter(Boolean);
    return lines.map((line): string[] => JSON.parse(line)).filter(([command]) => command !== 'version');
  }

  /** The commands that were called, without their arguments. */
  get commands(): string[] {
    return this.calls.map(([command = '']) => command);
  }

  private get callsFile(): string {
    return join(this.folder, 'calls');
  }
}

/** Lines that Terraform said, as recorded in `recordings`. */
export function recording(name: string): string {
  return readFileSync(join(__dirname, 'recordings', `${name}.jsonl`), 'utf8');
}
