import { organisation } from '@dotkom/stack';
import { Account } from './account';

/** How a client of the AWS SDK reaches an account: with the shell's own sign-in, or the AWS of this machine. */
export function clientSettings({ isLocal, env }: Account): {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
} {
  const { region } = organisation;
  if (!isLocal) return { region };
  return {
    region,
    endpoint: env.AWS_ENDPOINT_URL,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
}
