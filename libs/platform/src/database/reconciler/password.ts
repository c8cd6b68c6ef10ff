import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** A new password: 256 random bits in letters that a URL takes as they are. */
export function newPassword(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What PostgreSQL keeps of a password (RFC 5803). Computed here, as psql's `\password` does: PostgreSQL would take the
 * password itself too, and write it to its log with the first statement that fails.
 */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (word: string) => createHmac('sha256', salted).update(word).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const serverKey = keyed('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
