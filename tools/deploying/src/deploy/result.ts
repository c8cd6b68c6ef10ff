import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Outputs } from '../terraform/events';
import { Changes } from '../terraform/plan-summary';

/** What the last deploy of a stack did, for programs: `result.json` in the stack's working folder. */
export interface DeployResult {
  readonly stack: string;
  readonly project: string;
  readonly owner: string;
  readonly environment: string;
  /** The digest of the synthesised JSON that is deployed. */
  readonly digest: string;
  readonly changes: Changes;
  readonly seconds: number;
  /** What the services say of themselves. */
  readonly services: readonly ServiceDescription[];
}

/** What a service says of itself in its stack's outputs. */
export interface ServiceDescription {
  readonly service: string;
  /** Of a web service: the host it is known by, all its hosts, and where the gateway asks for its health. */
  readonly host?: string;
  readonly hosts?: readonly string[];
  readonly healthCheckPath?: string;
  readonly pool: string;
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  readonly count: number;
  readonly digest: string;
  /** The service whose release it runs, if it is one. */
  readonly release?: string;
}

/** The services among a stack's outputs. */
export function servicesIn(outputs: Outputs): ServiceDescription[] {
  return Object.values(outputs)
    .map(({ value }) => value)
    .filter(
      (value): value is ServiceDescription =>
        typeof value === 'object' && value !== null && 'service' in value,
    );
}

/** The names by which a stack's images are released: of a service, a job or a one-off task, or what it was called formerly. */
export function releasableIn(outputs: Outputs): string[] {
  return Object.values(outputs).flatMap(({ value }) => {
    if (typeof value !== 'object' || value === null) return [];
    const { service, job, oneOffTask, formerly, release } = value as Record<string, string | undefined>;
    const name = formerly ?? service ?? job ?? oneOffTask;
    return name !== undefined && name === release ? [name] : [];
  });
}

export function writeResult(file: string, result: DeployResult): void {
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

export function readResult(file: string): DeployResult | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
