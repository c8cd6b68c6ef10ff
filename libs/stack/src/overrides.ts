import { TerraformElement, TerraformStack, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { notForJson } from './errors';
import { Problem } from './problems';

/**
 * What overrides say that cannot be written, or would be written as something else: `addOverride` takes any value, and looks
 * at none. A function, a number that is none, a Map, a thing that holds itself.
 *
 * @param root what holds the constructs.
 */
export function unwritableOverrides(root: Construct): Problem[] {
  return root.node
    .findAll()
    .filter((node) => TerraformElement.isTerraformElement(node) || TerraformStack.isStack(node))
    .flatMap((node) => {
      // There is no other way to ask for them: https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/cdktf/lib/terraform-element.ts
      const { rawOverrides } = node as unknown as { readonly rawOverrides: unknown };
      return unwritable(rawOverrides, []).map(({ at, what }) => ({
        path: node.node.path,
        message: notForJson(at.join('.'), what),
      }));
    });
}

interface Unwritable {
  readonly at: readonly string[];
  readonly what: string;
}

function unwritable(value: unknown, at: readonly string[], above: readonly unknown[] = []): Unwritable[] {
  if (above.includes(value)) return [{ at, what: 'what it is in itself' }];
  if (Array.isArray(value) || isPlain(value)) {
    return Object.entries(value).flatMap(([key, each]) => unwritable(each, [...at, key], [...above, value]));
  }
  return isWritable(value) ? [] : [{ at, what: inWords(value) }];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Tokenization.isResolvable(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** `undefined` takes away what cdktf would write. */
function isWritable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  const isSimple = value === null || ['string', 'boolean', 'undefined'].includes(typeof value);
  return isSimple || Tokenization.isResolvable(value);
}

function inWords(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object') return `a ${value?.constructor.name}`;
  return `${String(value)} (${typeof value})`;
}
