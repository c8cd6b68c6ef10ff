import { UserError } from '@dotkom/stack/conventions';

export function wrongArguments(commands: readonly string[]): UserError {
  const usages = commands.map((command) => `  npx tsx tools/pipelines/src/cli.ts ${command}`);
  return new UserError(`That is not how it is called. It is one of:\n${usages.join('\n')}`);
}
