import { writeFileSync } from 'node:fs';
import { file, parity } from './parity';

/** Writes docs/parity.md, and says which differences have no reason. */
const { text, complaints } = parity();
writeFileSync(file, text);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
