import pg from 'pg';

/** Who may be trusted is said by NODE_EXTRA_CA_CERTS, and that it has to be by the address. */
export const database = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL ?? 1),
});

/** The newest receipts, the newest first. */
export async function receipts() {
  const { rows } = await database.query(
    'SELECT id, what, kroner, paid FROM receipt ORDER BY id DESC LIMIT 50',
  );
  return rows;
}

/** How many receipts are not paid, and what they come to. */
export async function waiting() {
  const { rows } = await database.query(
    'SELECT count(*), coalesce(sum(kroner), 0) AS kroner FROM receipt WHERE paid IS NULL',
  );
  return rows[0];
}

export async function addReceipt(what, kroner) {
  const { rows } = await database.query('INSERT INTO receipt (what, kroner) VALUES ($1, $2) RETURNING id', [
    what,
    kroner,
  ]);
  return rows[0].id;
}

/** A message may come twice, and then changes nothing. */
export async function payReceipt(id) {
  await database.query('UPDATE receipt SET paid = now() WHERE id = $1 AND paid IS NULL', [id]);
}
