import { DefaultTokenResolver, StringConcat, TerraformElement, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { unwritableValue } from './errors';
import { Problem } from './problems';

/** What cdktf and JSON say of a value that cannot be written. */
const reasons: readonly (readonly [said: RegExp, words: string])[] = [
  [/^Trying to resolve a non-data object/, 'a function'],
  [/serialize a BigInt/, 'a bigint'],
  [/^(Maximum call stack size exceeded|Converting circular structure)/, 'one that holds itself'],
];

/**
 * What holds a value that cannot be written: a function, a bigint, a thing that holds itself. Asked once a synth has failed;
 * why, only its elements say, each by itself.
 *
 * @param root what holds the constructs.
 */
export function unwritableValues(root: Construct): Problem[] {
  return root.node
    .findAll()
    .filter(TerraformElement.isTerraformElement)
    .flatMap((element) => {
      const words = whyUnwritable(element as TerraformElement);
      return words ? [{ path: element.node.path, message: unwritableValue(words).message }] : [];
    });
}

const resolver = new DefaultTokenResolver(new StringConcat());

function whyUnwritable(element: TerraformElement): string | undefined {
  try {
    JSON.stringify(Tokenization.resolve(element.toTerraform(), { scope: element, resolver }));
    return undefined;
  } catch (error) {
    return reasons.find(([said]) => said.test((error as Error).message))?.[1];
  }
}
