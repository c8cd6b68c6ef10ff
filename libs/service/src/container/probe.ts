import { Command } from './props';

/** What asks an address from within a container; the image has to hold it. */
export const probes = ['node', 'python', 'wget', 'curl'] as const;

export type Probe = (typeof probes)[number];

/**
 * The command by which a container asks itself over HTTP: without a shell, since images without one exist, and with the
 * interpreter that the application needs anyway, since images without wget and curl are the usual ones.
 *
 * @example
 * probeCommand('node', 3000, '/health') // ['node', '-e', 'fetch(...)...']
 */
export function probeCommand(probe: Probe, port: number, path: string): Command {
  const address = `http://127.0.0.1:${port}${path}`;
  const quoted = JSON.stringify(address);
  const commands: Record<Probe, Command> = {
    node: ['node', '-e', `fetch(${quoted}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))`],
    python: ['python3', '-c', `import urllib.request;urllib.request.urlopen(${quoted},timeout=4)`],
    wget: ['wget', '-q', '-T', '4', '-O', '/dev/null', address],
    curl: ['curl', '-fsS', '-m', '4', '-o', '/dev/null', address],
  };
  return commands[probe];
}
