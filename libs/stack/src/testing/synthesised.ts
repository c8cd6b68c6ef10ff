import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { createStacks, Stacks } from '../create-stacks';
import { Project, projectContext } from '../project';

/** A synthesised stack, as Terraform reads it. */
export interface SynthesisedStack {
  readonly resource: Record<string, Record<string, Record<string, any>>>;
  readonly data: Record<string, Record<string, Record<string, any>>>;
  readonly [block: string]: any;
}

/** An app to create stacks in, as if they were those of a project. */
export function testApp(project: Project = { name: 'demo', owner: 'dotkom' }): App {
  const outdir = join(tmpdir(), 'dotkom-infra-tests'); // An app makes its folder, although nothing is written to it here.
  return new App({ outdir, context: projectContext(project), skipValidation: true });
}

/**
 * Synthesises the stack that a function creates, and gives its JSON.
 *
 * @throws UserError that lists every problem, as the real synth does.
 */
export function synthesised(create: (app: App) => Construct, project?: Project): SynthesisedStack {
  const app = testApp(project);
  let stack: Construct | undefined;
  createStacks(app, () => void (stack = create(app)));
  return JSON.parse(Testing.synth(stack as never));
}

/** Synthesises every stack of a project, and gives their JSON by the names of the stacks. */
export function synthesisedStacks(create: Stacks, project?: Project): Record<string, SynthesisedStack> {
  const app = testApp(project);
  createStacks(app, create);
  const stacks = app.node.children.filter((child) => child instanceof TerraformStack);
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack))]));
}

/** Writes every stack that a function creates to `<outdir>/stacks/<stack>/cdk.tf.json`, with its assets, as the real synth does. */
export function writtenStacks(create: Stacks, project: Project, outdir: string): void {
  const app = new App({ outdir, context: projectContext(project), skipValidation: true });
  createStacks(app, create);
  app.synth();
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

/** The resource or data source that an expression such as `${aws_subnet.a.id}` refers to. Fails when it refers to none. */
export function referred(stack: SynthesisedStack, expression: unknown): Record<string, any> {
  const [, data, type = '', name = ''] =
    /^\$\{(data\.)?(\w+)\.([\w-]+)\.\w+\}$/.exec(String(expression)) ?? [];
  const found = (data ? stack.data : stack.resource)?.[type]?.[name];
  if (!found) throw new Error(`${expression} refers to nothing in the stack.`);
  return found;
}

/**
 * The JSON that a string will hold once Terraform has filled in its expressions, with the expressions as they are.
 * Plain JSON.parse fails where an expression has quotes of its own.
 */
export function jsonOf(template: string): any {
  let json = '';
  for (let at = 0; at < template.length;) {
    const end = template.startsWith('${', at) ? endOfExpression(template, at) : at + 1;
    const piece = template.slice(at, end);
    json += end > at + 1 ? JSON.stringify(piece).slice(1, -1) : piece;
    at = end;
  }
  return JSON.parse(json);
}

function endOfExpression(template: string, start: number): number {
  let depth = 0;
  for (let at = start; at < template.length; at++) {
    if (template[at] === '{') depth++;
    if (template[at] === '}' && --depth === 0) return at + 1;
  }
  throw new Error(`An expression does not end: ${template.slice(start)}`);
}
