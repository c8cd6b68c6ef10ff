import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writtenEstate } from '../written-estate';
import { alternativesPage, withFigures } from './page';

/** Brings the figures of docs/decisions/alternatives.md up to date with the stacks and the prices. */
const file = join(__dirname, '../../../..', alternativesPage);
writeFileSync(file, withFigures(readFileSync(file, 'utf8'), writtenEstate()));
