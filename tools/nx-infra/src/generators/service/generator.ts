import { Tree } from '@nx/devkit';
import { cpuUnits, mebibytes, Cpu, Memory } from '@dotkom/stack';
import { notAHealthCheck, notAPort } from '../../errors';
import { addConstruct, ConstructOptions, ConstructTemplate, quoted } from '../construct';
import { hostInEnvironments } from '../hosts';

export interface ServiceOptions extends ConstructOptions {
  readonly host: string;
  readonly port: number;
  readonly healthCheck: string;
  /** @default '0.125 vCPU' */
  readonly cpu?: string;
  /** @default '256 MiB' */
  readonly memory?: string;
}

const webService: ConstructTemplate<ServiceOptions> = {
  className: 'WebService',
  what: 'a service',
  defaults: ['cpu', 'memory'],
  properties: ({ host, port, healthCheck, cpu, memory }, environment) => ({
    host: hostInEnvironments(host, environment),
    port: checkedPort(port),
    healthCheck: quoted(checkedHealthCheck(healthCheck)),
    ...size({ cpu, memory }),
  }),
};

/** `nx g service backend --application grades --host api.grades.no --port 5555 --health-check /health` */
export default function service(tree: Tree, options: ServiceOptions): Promise<() => void> {
  return addConstruct(tree, options, webService);
}

/** How large a container is, with the sizes of Dotkom's smaller services where nothing is said. */
export function size({ cpu = '0.125 vCPU', memory = '256 MiB' }: { cpu?: string; memory?: string }): {
  cpu: string;
  memory: string;
} {
  cpuUnits(cpu as Cpu);
  mebibytes(memory as Memory);
  return { cpu: quoted(cpu), memory: quoted(memory) };
}

function checkedPort(port: number): string {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw notAPort(port);
  return String(port);
}

function checkedHealthCheck(path: string): string {
  if (!/^\/[^\s?#]{0,1023}$/.test(path)) throw notAHealthCheck(path);
  return path;
}
