import { SynthesisedStack } from '../stack/synthesised-stack';
import { addressesOf, lineOf, StackAddress } from './address-list';

/** How the code differs from the list. */
export interface AddressChanges {
  readonly added: readonly StackAddress[];
  /** Gone, and nothing says where to: Terraform would destroy what is there. */
  readonly lost: readonly StackAddress[];
  /** Gone to another address, by a `moved`. */
  readonly moved: readonly StackAddress[];
}

/** What differs between the addresses that stacks have and the committed list of them. */
export function addressChanges(
  stacks: readonly SynthesisedStack[],
  before: readonly StackAddress[],
): AddressChanges {
  const now = addressesOf(stacks);
  const gone = without(before, now);
  const moves = stacks.flatMap((stack) => movesOf(stack).map((address) => ({ stack: stack.name, address })));
  return {
    added: without(now, before),
    lost: without(gone, moves),
    moved: gone.filter((each) => has(moves, each)),
  };
}

/** The addresses that a stack's `moved` blocks lead away from, to one that it has. */
function movesOf({ json }: SynthesisedStack): string[] {
  const moved: { from: string; to: string }[] = [json['moved'] ?? []].flat();
  const exists = (address: string) => {
    const [type = '', id = ''] = withoutIndex(address).split('.');
    return json.resource?.[type]?.[id] !== undefined;
  };
  // A move may lead to one that leads on.
  const leadsSomewhere = (address: string, seen: readonly string[] = []): boolean =>
    exists(address) ||
    moved.some(({ from, to }) => from === address && !seen.includes(to) && leadsSomewhere(to, [...seen, to]));
  return moved.filter(({ to }) => leadsSomewhere(to)).map(({ from }) => withoutIndex(from));
}

/** `aws_eip.nat` for `aws_eip.nat[0]`. */
function withoutIndex(address: string): string {
  return address.replace(/\[.*$/, '');
}

function without(all: readonly StackAddress[], others: readonly StackAddress[]): StackAddress[] {
  return all.filter((each) => !has(others, each));
}

function has(all: readonly StackAddress[], one: StackAddress): boolean {
  return all.some((each) => lineOf(each) === lineOf(one));
}
