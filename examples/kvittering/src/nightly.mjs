import { database, receipts } from './database.mjs';

/** Says what is still to be paid. */
export async function countDay() {
  const waiting = (await receipts()).filter(({ paid }) => !paid);
  const kroner = waiting.reduce((sum, receipt) => sum + receipt.kroner, 0);
  console.log(`${waiting.length} receipts wait, ${kroner} kr.`);
  await database.end();
}
