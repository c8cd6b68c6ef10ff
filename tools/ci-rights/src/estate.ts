import { join } from 'node:path';
import { App } from 'cdktf';
import { readProject, Stacks } from '@dotkom/stack';
import { account, referred, SynthesisedStack, synthesised, synthesisedStacks } from '@dotkom/stack/testing';

/** Loaded by path: no library may know an application, and this looks at all of them at once. */
const load = (path: string) => require(join(__dirname, '../../..', path));

function stackOf(project: string, name: string): SynthesisedStack {
  const stacks: Stacks = load(`apps/${project}/src/stacks`).default;
  const found = synthesisedStacks(stacks, readProject(join(__dirname, '../../../apps', project)))[name];
  if (!found) throw new Error(`There is no stack ${name}.`);
  return found;
}

export const bootstrap = stackOf('bootstrap', 'bootstrap');
export const platform = stackOf('platform', 'platform-prod');

/** An application that uses everything, under the name of one that has roles. */
export const application = synthesised(
  (app: App) => new (load('libs/service/src/testing/everything').Everything)(app),
  { name: 'grades', owner: 'dotkom' },
);

/** What Terraform puts in the place of a reference, as far as the stack says it; other texts as they are. */
export function valueOf(stack: SynthesisedStack, text: string): string {
  const [, address, attribute] = /^\$\{((?:data\.)?aws_\w+\.[\w-]+)(?:\[0\])?\.(\w+)\}$/.exec(text) ?? [];
  if (!address || !attribute) {
    return text
      .replace(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, account)
      .replace(/\$\{substr\(sha256\(.+?\)\), 0, 8\)\}/g, '0b41b681'); // The end of a name that the plan hashes.
  }
  const found = referred(stack, `\${${address}.${attribute}}`);
  const value = found[attribute] ?? found['name'] ?? found['bucket'] ?? found['identifier'];
  return value === undefined ? text : valueOf(stack, String(value));
}
