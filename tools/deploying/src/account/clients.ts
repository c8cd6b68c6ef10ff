import { inspect } from 'node:util';
import { isUserError, organisation, UserError } from '@dotkom/stack/conventions';
import { Account } from './account';
import { accountRefused } from './errors';
import './quiet-sdk';

/** With what an AWS SDK client of whichever service reaches an account: `new EC2Client(clientConfig(account))`. */
export function clientConfig({ isLocal, env }: Account) {
  const { region } = organisation;
  if (!isLocal) return { region };
  return {
    region,
    endpoint: env.AWS_ENDPOINT_URL,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true, // The local endpoint is an address, below which no bucket has a name.
  };
}

/**
 * Asks an account something.
 *
 * @param what what is asked, for the message: `'which instances run'`.
 * @throws UserError when the account refuses or nobody is signed in to it.
 */
export async function askAccount<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw isRefusalOfAws(error) ? refusal(what, error) : error;
  }
}

/** What an AWS SDK throws when the account refuses, or nobody is signed in to it. */
export function isRefusalOfAws(error: unknown): error is Error {
  const { name = '', $metadata } = error as Partial<Error> & { $metadata?: object };
  return $metadata !== undefined || /Credential|Token|Sso/i.test(name);
}

/** AWS refuses, or there is no way to it or to whatever else is asked. */
export function couldNotBeAsked(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return isRefusalOfAws(error) || /^E[A-Z_]+$/.test(code ?? cause?.code ?? '');
}

/** A refusal of AWS, for people. */
function refusal(what: string, { name, message }: Error): UserError {
  return accountRefused(what, `${name}: ${message}`);
}

/** What a person reads of an error: a message for their mistakes and AWS's refusals, a stack trace for what is ours. */
export function forPerson(error: unknown): string {
  const told = isRefusalOfAws(error) ? refusal('what it was asked', error) : error;
  return isUserError(told) ? told.message : inspect(told);
}
