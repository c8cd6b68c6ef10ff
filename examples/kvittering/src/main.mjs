import { migrate } from './migrate.mjs';
import { tellWaiting } from './nightly.mjs';
import { serve } from './server.mjs';
import { work } from './worker.mjs';

/** One image for everything: what a container of it does is its first argument. */
const parts = { server: serve, worker: work, nightly: tellWaiting, migration: migrate };

const part = parts[process.argv[2] ?? 'server'];
if (!part)
  throw new Error(`There is no part '${process.argv[2]}'. There are ${Object.keys(parts).join(', ')}.`);

part().catch((error) => {
  console.error(error);
  process.exit(1);
});
