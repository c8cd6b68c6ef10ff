import { ApiCall } from '../calls/api-call';
import { noResource, noSuchAction } from '../errors';
import { ActionReference, referenceOf } from '../reference/reference';
import { actionOf } from './actions';
import { contextOf } from './context';
import { impliedBy, madeBy } from './implied';
import { isNew, Memory } from './memory';
import { Context, Question } from './question';
import { resourcesOf } from './resources';

/** What AWS asks of policies for a call, of whoever made it. */
export interface Asked {
  readonly caller: string;
  readonly questions: readonly Question[];
}

/** What AWS asked of policies, and calls of which nothing here can tell what it asked, in words. */
export interface Asking {
  readonly asked: readonly Asked[];
  readonly unknown: readonly string[];
}

/**
 * What AWS asked of policies for each of these calls, in the order in which they were made: what a call says of tags and
 * names, later ones are asked by.
 */
export async function questionsOf(calls: readonly ApiCall[]): Promise<Asking> {
  const memory = new Memory();
  const asked: Asked[] = [];
  const unknown = new Set<string>();
  for (const call of calls) {
    memory.observe(call);
    const action = actionOf(call);
    if (!action) continue;
    try {
      const resources = await resourcesAsked(call, action, memory);
      const questions = [...(await ask(call, action, resources, memory))];
      for (const each of impliedBy(call, resources, memory)) {
        questions.push(...(await ask(call, each.action, each.resources, memory, each.context)));
      }
      if (call.succeeded) memory.learn(call, [...resources, ...(isNew(call.operation) ? madeBy(call) : [])]);
      asked.push({ caller: call.caller, questions });
    } catch (error) {
      unknown.add((error as Error).message);
    }
  }
  return { asked, unknown: [...unknown] };
}

async function resourcesAsked(call: ApiCall, action: string, memory: Memory): Promise<readonly string[]> {
  const resources = resourcesOf(call, action, await known(action, call), memory);
  if (resources.length === 0) throw noResource(action, call.operation, call.input);
  return resources;
}

async function known(action: string, call: ApiCall): Promise<ActionReference> {
  const reference = await referenceOf(action);
  if (!reference) throw noSuchAction(action, call.operation);
  return reference;
}

async function ask(
  call: ApiCall,
  action: string,
  resources: readonly string[],
  memory: Memory,
  more?: Context,
): Promise<Question[]> {
  const reference = await known(action, call);
  return resources.map((resource) => ({
    action,
    resource,
    context: contextOf(call, reference, resource, memory, more),
    of: `${call.service} ${call.operation}`,
  }));
}
