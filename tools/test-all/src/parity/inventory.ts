import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that runs or is served, in one environment, as people would compare it: a text for each column. */
export interface Thing {
  /** What it is called here: the application, and what it is within it. */
  readonly here: string;
  readonly environment: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** What there can be, each a table of its own. */
export const kinds = ['services', 'queues', 'sites', 'databases', 'records'] as const;

export type Kind = (typeof kinds)[number];

export type Things = Readonly<Record<Kind, readonly Thing[]>>;

export interface Retired {
  readonly name: string;
  readonly since: string;
  readonly hosts: readonly string[];
  readonly because: string;
}

/**
 * What the inventory of October 2025, with what the applications' repositories say until 2026, has: what lives, and what
 * was retired. `source` names the inventory's sections.
 */
export const inventory: Things & { readonly retired: readonly Retired[] } = JSON.parse(
  readFileSync(join(__dirname, 'inventory.json'), 'utf8'),
);
