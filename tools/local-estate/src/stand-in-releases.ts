import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientConfig, localAccount } from '@dotkom/deploying';
import { stacksBelow } from '@dotkom/synthesised';

export interface StandInReleases {
  readonly workspaceRoot: string;
  readonly endpoint: string;
  readonly unreleased?: readonly string[];
}

/**
 * Records a release for every service that has none, as each application's own CI has done in the real account. The
 * digests stand for images that nobody pulls: no container runs on this machine.
 */
export async function recordStandInReleases({
  workspaceRoot,
  endpoint,
  unreleased = [],
}: StandInReleases): Promise<void> {
  const ssm = new SSMClient(clientConfig(localAccount(endpoint)));
  for (const service of servicesIn(workspaceRoot).filter((name) => !unreleased.includes(name))) {
    const digest = createHash('sha256').update(service).digest('hex');
    try {
      await ssm.send(
        new PutParameterCommand({ Name: `/releases/${service}`, Type: 'String', Value: `sha256:${digest}` }),
      );
    } catch (error) {
      if ((error as Error).name !== 'ParameterAlreadyExists') throw error;
    }
  }
}

/** Every service in the synthesised stacks that has releases, as `<application>/<environment>/<service>`. */
function servicesIn(workspaceRoot: string): string[] {
  return stacksBelow(join(workspaceRoot, 'dist', 'apps')).flatMap(({ json: { output = {}, provider } }) => {
    const { Application, Environment } = provider.aws[0].default_tags[0].tags;
    const services = Object.values<any>(output).flatMap(({ value }) => value?.release ?? []);
    return [...new Set(services)].map((service) => `${Application}/${Environment}/${service}`);
  });
}
