import { Tree } from '@nx/devkit';
import { addConstruct, ConstructOptions, ConstructTemplate, quoted } from '../construct';
import { notAHealthCheck, notAPort } from '../errors';
import { hostInEnvironments, hostQuestion } from '../hosts';
import { size, SizeOptions, sizeQuestions } from '../size';

export interface ServiceOptions extends ConstructOptions, SizeOptions {
  readonly host: string;
  readonly port: number;
  readonly healthCheck: string;
}

const webService: ConstructTemplate<ServiceOptions> = {
  generator: 'service',
  className: 'WebService',
  what: 'a service',
  example: 'backend',
  defaults: ['cpu', 'memory'],
  questions: (tree) => [
    hostQuestion(tree),
    {
      option: 'port',
      ask: 'On which port does the container listen?',
      example: '3000',
      check: checkedPort,
    },
    {
      option: 'healthCheck',
      ask: 'Which path answers 200 while it can serve?',
      example: '/health',
      check: checkedHealthCheck,
    },
    ...sizeQuestions,
  ],
  properties: ({ host, port, healthCheck, cpu, memory }, environment) => ({
    host: hostInEnvironments(host, environment),
    port: String(port),
    healthCheck: quoted(healthCheck),
    ...size({ cpu, memory }),
  }),
};

/** `nx g service backend --application grades --host api.grades.no --port 5555 --health-check /health` */
export default function service(tree: Tree, options: Partial<ServiceOptions>): Promise<() => void> {
  return addConstruct(tree, options, webService);
}

function checkedPort(text: string): number {
  const port = Number(text);
  if (text === '' || !Number.isInteger(port) || port < 1 || port > 65_535) throw notAPort(text);
  return port;
}

function checkedHealthCheck(path: string): string {
  if (!/^\/[^\s?#]{0,1023}$/.test(path)) throw notAHealthCheck(path);
  return path;
}
