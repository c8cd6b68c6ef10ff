import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesisedStack } from '../stack/synthesised-stack';
import { addressChanges, AddressChanges } from './address-changes';
import {
  addressesFile,
  addressesOf,
  lineOf,
  readAddressList,
  StackAddress,
  writtenAddressList,
} from './address-list';
import { addressesLost, addressesOutOfDate, notAListedAddress } from './errors';
import { guardedTypes } from './guarded-types';

/** A project whose addresses are listed. */
export interface ListedProject {
  readonly name: string;
  readonly folder: string;
}

/**
 * Checks that a project's list says what its stacks say, so that nothing that holds or serves something goes unseen.
 *
 * @throws UserError that names every address that would be lost, or that the list is out of date.
 */
export function checkAddresses(project: ListedProject, stacks: readonly SynthesisedStack[]): void {
  const changes = addressChanges(stacks, readList(project));
  if (changes.lost.length > 0) throw addressesLost(project.name, described(changes.lost), moves(changes));
  const { added, moved } = changes;
  if (added.length + moved.length > 0) {
    throw addressesOutOfDate(project.name, [...lines('+', added), ...lines('-', moved)]);
  }
}

/**
 * Writes a project's list anew.
 *
 * @param confirmed the addresses that may be lost.
 * @throws UserError when one would be lost that is not confirmed, or one is confirmed that stays; then nothing is written.
 */
export function updateAddresses(
  project: ListedProject,
  stacks: readonly SynthesisedStack[],
  confirmed: readonly string[],
): AddressChanges {
  const changes = addressChanges(stacks, readList(project));
  const unknown = confirmed.filter((address) => !changes.lost.some((each) => each.address === address));
  if (unknown.length > 0) throw notAListedAddress(unknown);
  const unconfirmed = changes.lost.filter(({ address }) => !confirmed.includes(address));
  if (unconfirmed.length > 0) throw addressesLost(project.name, described(unconfirmed), moves(changes));
  writeFileSync(fileOf(project), writtenAddressList(addressesOf(stacks)));
  return changes;
}

function readList(project: ListedProject): StackAddress[] {
  const file = fileOf(project);
  return existsSync(file) ? readAddressList(file, readFileSync(file, 'utf8')) : [];
}

function fileOf({ folder }: ListedProject): string {
  return join(folder, addressesFile);
}

function lines(sign: string, all: readonly StackAddress[]): string[] {
  return all.map((each) => `${sign} ${lineOf(each)}`);
}

function described(lost: readonly StackAddress[]): { address: string; line: string }[] {
  return lost.map((each) => {
    const lost = guardedTypes[typeOf(each.address)] ?? 'no longer guarded';
    return { address: each.address, line: `${lineOf(each)} (${lost})` };
  });
}

/** Where what is lost may have gone: to the one new address of its type, where one of that type is lost. */
function moves({ lost, added }: AddressChanges): { from: string; to: string }[] {
  const alike = (all: readonly StackAddress[], { stack, address }: StackAddress) =>
    all.filter((each) => each.stack === stack && typeOf(each.address) === typeOf(address));
  const found = lost.flatMap((each) => {
    const [to, ...others] = alike(added, each);
    return to && others.length === 0 && alike(lost, each).length === 1
      ? [{ from: each.address, to: to.address }]
      : [];
  });
  return found.filter(({ from }, index) => found.findIndex((each) => each.from === from) === index);
}

function typeOf(address: string): string {
  return address.split('.')[0] ?? '';
}
