import { jsonIn } from '../stack/expressions';
import { resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';

/** What a task gives its containers. */
export interface GivenTask {
  /** What it is called within its application: `backend`. */
  readonly task: string;
  /** In which stack: `grades-prod/backend`. */
  readonly where: string;
  /** The values of plain settings, by their names. */
  readonly settings: ReadonlyMap<string, string>;
  /** The parameters of secrets, by the names of their variables. */
  readonly secrets: ReadonlyMap<string, string>;
  /** What it starts its main container with instead of what the image says: entry point and command, in words. */
  readonly startedWith: string;
}

/** Patterns, because the text of `container_definitions` is JSON only once Terraform has filled it in. */
const setting = /\{"name":"([A-Za-z_]\w*)","value":"((?:[^"\\]|\\.|"(?!\}))*)"\}/g;
const secret = /\{"name":"([A-Za-z_]\w*)","valueFrom":"[^"]*?:parameter(\/secrets\/[\w./-]+)"\}/g;

/** The tasks of a stack, with what each gives. */
export function givenTasks(stack: SynthesisedStack): GivenTask[] {
  return resourcesOf(stack, 'aws_ecs_task_definition').map(({ config }) => {
    const definitions = String(config.container_definitions);
    // A task's main container comes first and is called as the task.
    const [, task = ''] = /"name":"([\w-]+)"/.exec(definitions) ?? [];
    return {
      task,
      where: `${stack.name}/${task}`,
      settings: pairs(definitions, setting),
      secrets: pairs(definitions, secret),
      startedWith: startOf(definitions),
    };
  });
}

function startOf(definitions: string): string {
  const [{ entryPoint = [], command = [] } = {}] = jsonIn(definitions);
  return [...entryPoint, ...command].join(' ');
}

function pairs(text: string, pattern: RegExp): Map<string, string> {
  return new Map([...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value]));
}
