import { database } from './database.mjs';

/** Runs in every deploy, before the service: it bears to run twice, and the service of before gets along with it. */
export async function migrate() {
  await database.query(`CREATE TABLE IF NOT EXISTS receipt (
    id serial PRIMARY KEY,
    what text NOT NULL,
    kroner integer NOT NULL,
    paid timestamptz
  )`);
  console.log('The table of receipts is there.');
  await database.end();
}
