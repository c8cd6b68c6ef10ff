import { Environment, Project } from '@dotkom/stack/conventions';
import { checkAdoption } from '@dotkom/stack/adoption';
import { environmentOf, SynthesisedStack } from '@dotkom/synthesised';
import { inWords } from '../adoption/targets';

/** A host of an application that still leads where it led before. */
export interface HeldHost {
  readonly host: string;
  /** The day since when. */
  readonly since: string;
  /** Where it leads. */
  readonly at: string;
  /** Whether it is held for longer than a move takes. */
  readonly isOld: boolean;
}

/** After so many days a hold is forgotten, and whoever changes the application wonders why nothing changes for people. */
const usualDays = 14;

/** The hosts of a stack that its project's adoption.json holds. */
export function heldHostsOf(
  stack: SynthesisedStack,
  { adoption }: Pick<Project, 'adoption'>,
  now = new Date(),
): HeldHost[] {
  const { name } = Environment.named(environmentOf(stack));
  const hosts = checkAdoption(adoption).adoption[name]?.hosts ?? {};
  return Object.entries(hosts)
    .filter(([, { is }]) => is === 'held')
    .map(([host, { since, before }]) => ({
      host,
      since,
      at: inWords(before),
      isOld: now.getTime() - Date.parse(since) > usualDays * 86_400_000,
    }));
}
