import { App, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { refuseProblems } from './problems';
import { Project, projectContext } from './project';

/** A synthesised stack, as Terraform reads it. */
export interface SynthesisedStack {
  readonly resource: Record<string, Record<string, Record<string, any>>>;
  readonly data: Record<string, Record<string, Record<string, any>>>;
  readonly [block: string]: any;
}

/** An app to create stacks in, as if they were those of a project. */
export function testApp(project: Project = { name: 'demo', owner: 'dotkom' }): App {
  return new App({ context: projectContext(project), skipValidation: true });
}

/**
 * Synthesises the stack that a function creates, and gives its JSON.
 *
 * @throws UserError that lists every problem, as the real synth does.
 */
export function synthesised(create: (app: App) => Construct, project?: Project): SynthesisedStack {
  const app = testApp(project);
  const stack = create(app);
  refuseProblems(app);
  return JSON.parse(Testing.synth(stack as never));
}

/** The resources of one type, in the order of their addresses. */
export function resources(stack: SynthesisedStack, type: string): Record<string, any>[] {
  return Object.values(stack.resource?.[type] ?? {});
}

/** The one resource of a type. Fails when there is none or more than one. */
export function onlyResource(stack: SynthesisedStack, type: string): Record<string, any> {
  const found = resources(stack, type);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`Expected one ${type}, found ${found.length}.`);
  return only;
}
