import { database, waiting } from './database.mjs';

/** Says what is still to be paid. */
export async function tellWaiting() {
  const { count, kroner } = await waiting();
  console.log(`${count} receipts wait, ${kroner} kr.`);
  await database.end();
}
