import { resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { notAnAddressList } from './errors';
import { guardedTypes } from './guarded-types';

/** The file in a project's folder that lists its addresses. */
export const addressesFile = 'addresses.txt';

/** An address in a stack: a line of the list. */
export interface StackAddress {
  readonly stack: string;
  readonly address: string;
}

const heading =
  '# What of this project holds something or serves somebody. Made by `npx nx addresses`: docs/decisions/addresses.md';

/** The addresses, in these stacks, of what holds something or serves somebody. */
export function addressesOf(stacks: readonly SynthesisedStack[]): StackAddress[] {
  return stacks.flatMap((stack) =>
    resourcesOf(stack)
      .filter(({ type }) => Object.hasOwn(guardedTypes, type))
      .map(({ address }) => ({ stack: stack.name, address })),
  );
}

/**
 * A list from its file's text.
 *
 * @throws UserError when a line is no address.
 */
export function readAddressList(file: string, text: string): StackAddress[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, stack, address] = /^([\w-]+) (\w+\.[\w-]+)$/.exec(line) ?? [];
      if (!stack || !address) throw notAnAddressList(file, line);
      return { stack, address };
    });
}

/** A list as its file holds it: sorted, one address a line, so that a change of one is a line of the review. */
export function writtenAddressList(list: readonly StackAddress[]): string {
  return `${[heading, ...list.map(lineOf).sort()].join('\n')}\n`;
}

/** An address as the list and messages say it. */
export function lineOf({ stack, address }: StackAddress): string {
  return `${stack} ${address}`;
}
