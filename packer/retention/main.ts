import { EC2Client } from '@aws-sdk/client-ec2';
import { readContract } from '../contract';
import { runProgram } from '../run-program';
import { awsRefused } from './errors';
import { parseOptions } from './options';
import { applyRetention } from './retention';

void runProgram(async () => {
  const options = parseOptions(process.argv.slice(2));
  const ec2 = new EC2Client({ region: options.region });
  try {
    for await (const line of applyRetention(ec2, readContract(), options)) console.log(line);
  } catch (error) {
    throw isRefusal(error) ? awsRefused(options.region, error.message) : error;
  }
  return 0;
});

/** What AWS or the search for credentials says no to is for whoever runs this, not a mistake in the program. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && ('$metadata' in error || error.name === 'CredentialsProviderError');
}
