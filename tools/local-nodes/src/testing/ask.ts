import { request } from 'node:http';

/** An answer of the gateway. */
export interface Answer {
  status: number;
  body: string;
}

/** What is asked of the gateway of this machine. */
export interface Asking {
  /** The gateway's port. */
  port: number;
  host: string;
  /** @default / */
  path?: string;
}

/**
 * Asks the gateway, as a browser does that was given a host's local address, by a connection of its own. What is not answered
 * within 30 seconds fails.
 */
export function ask({ port, host, path = '/' }: Asking): Promise<Answer> {
  const headers = { host: `${host}.localhost:${port}` };
  const to = { host: '127.0.0.1', port, path, headers, timeout: 30_000, agent: false as const };
  return new Promise((resolve, reject) => {
    const asked = request(to, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new Error('no answer for 30 seconds')));
    asked.end();
  });
}
