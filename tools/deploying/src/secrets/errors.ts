import { UserError } from '@dotkom/stack/conventions';

/** How a person sets a secret. */
function howToSet(project: string, configuration: string, name: string): string {
  return `npx nx secrets ${project} -c ${configuration} --set ${name}`;
}

export function secretsMissing(
  stack: string,
  missing: readonly { name: string; parameter: string; usedBy: readonly string[] }[],
  project: string,
  configuration: string,
): UserError {
  const lines = missing.map(
    ({ name, parameter, usedBy }) =>
      `  ${name}, for ${usedBy.join(', ')} (${parameter})\n    ${howToSet(project, configuration, name)}`,
  );
  return new UserError(
    `${stack} is not deployed, because its containers could not start: ${missing.length === 1 ? 'a secret is' : `${missing.length} secrets are`} not set. Nothing was changed.\n\n${lines.join('\n')}\n\n` +
      `Each command asks for the value; --generate in place of it makes a random one where nobody has to know it.`,
  );
}

export function notASecretOf(name: string, project: string, declared: readonly string[]): UserError {
  return new UserError(
    declared.length === 0
      ? `'${name}' is no secret of ${project}: it declares none. A service declares them in src/stacks.ts: secrets: ['${name}'].`
      : `'${name}' is no secret of ${project}. It declares ${declared.join(', ')}; a further one is declared in src/stacks.ts: secrets: ['${name}'].`,
  );
}

export function noValueGiven(name: string): UserError {
  return new UserError(
    `No value was given for ${name}. Type it where it is asked for, or pipe it in: printf %s "$VALUE" | npx nx secrets ... --set ${name}.`,
  );
}
