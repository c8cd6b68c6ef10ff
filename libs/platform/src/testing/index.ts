import { InfraStack } from '@dotkom/stack';
import { jsonOf, synthesised, SynthesisedStack } from '@dotkom/stack/testing';
import { Network } from '../network/network';

/** The zones of the networks in tests. */
export const testZones = ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'];

/** Synthesises a stack with what a function creates in it. */
export function stackWith(create: (stack: InfraStack) => void): SynthesisedStack {
  return synthesised((app) => {
    const stack = new InfraStack(app, 'platform-test', { environment: 'test' });
    create(stack);
    return stack;
  });
}

/** A network over three zones. */
export function testNetwork(stack: InfraStack): Network {
  return new Network(stack, 'network', { name: 'platform-test', cidr: '10.0.0.0/16', zones: testZones });
}

/** The script that a launch template boots with, its expressions as they are. */
export function bootScript(stack: SynthesisedStack, template: Record<string, any>): string {
  const [, local = ''] = /^\$\{base64encode\(local\.([\w-]+)\)\}$/.exec(template['user_data']) ?? [];
  const script: unknown = stack['locals']?.[local];
  if (typeof script !== 'string') throw new Error(`No script behind ${template['user_data']}.`);
  return script;
}

export interface IamStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Record<string, Record<string, string>>;
}

/** The statements of a role's policy. */
export function statementsOf(rolePolicy: Record<string, any>): readonly IamStatement[] {
  return jsonOf(rolePolicy['policy']).Statement;
}

export { cutOff } from './ways-out';
