import { inspect } from 'node:util';
import { isUserError, organisation, UserError } from '@dotkom/stack/conventions';
import { Account, isOnThisMachine } from './account';
import { accountNotReached, accountRefused, localAwsGone } from './errors';
import './quiet-sdk';

/** With what an AWS SDK client of whichever service reaches an account: `new EC2Client(clientConfig(account))`. */
export function clientConfig(account: Account) {
  const { region } = organisation;
  if (!isOnThisMachine(account)) return { region };
  const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: accessKeyId = 'local' } = account.env;
  return {
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey: 'local' },
    forcePathStyle: true, // The local endpoint is an address, below which no bucket has a name.
  };
}

/**
 * Asks an account something.
 *
 * @param what what is asked, for the message: `'which instances run'`.
 * @throws UserError when the account refuses, nobody is signed in to it, or it does not answer.
 */
export async function askAccount<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw isRefusalOfAws(error) ? refusal(what, error) : error;
  }
}

/** What an AWS SDK throws when the account refuses, does not answer, or nobody is signed in to it. */
export function isRefusalOfAws(error: unknown): error is Error {
  const { name = '', $metadata } = error as Partial<Error> & { $metadata?: object };
  return $metadata !== undefined || /Credential|Token|Sso/i.test(name);
}

/** AWS refuses, or there is no way to it or to whatever else is asked. */
export function couldNotBeAsked(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return isRefusalOfAws(error) || /^E[A-Z_]+$/.test(code ?? cause?.code ?? '');
}

/** A refusal of AWS, or its silence, for people. */
function refusal(what: string, error: Error): UserError {
  const { message } = error;
  if (!notReached.test(message)) return accountRefused(what, `${error.name}: ${message}`);
  // Nothing but the AWS of this machine is asked there.
  return / 127\.0\.0\.1:/.test(message) ? localAwsGone() : accountNotReached(what, message);
}

/** How Node.js says that there was no answer. Source: Node.js, "Common system errors", and dns.lookup. */
const notReached =
  /\b(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|socket hang up)\b/;

/** What a person reads of an error: a message for their mistakes and AWS's refusals, a stack trace for what is ours. */
export function forPerson(error: unknown): string {
  const told = isRefusalOfAws(error) ? refusal('what it was asked', error) : error;
  return isUserError(told) ? told.message : inspect(told);
}
