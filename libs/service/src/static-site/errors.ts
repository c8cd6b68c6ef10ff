import { UserError } from '@dotkom/stack';

export function tooManySiteHosts(count: number, most: number): UserError {
  return new UserError(
    `${count} hosts are too many for one site: its certificate takes ${most}. Leave out those that nobody uses.`,
  );
}

export function notAContentPolicy(policy: string): UserError {
  return new UserError(
    `'${policy}' cannot be sent as a Content-Security-Policy. Write it on one line, such as "default-src 'self'".`,
  );
}
