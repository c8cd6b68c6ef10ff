import { BatchDeleteImageCommand, ECRClient, ListImagesCommand, PutImageCommand } from '@aws-sdk/client-ecr';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { Route53Client } from '@aws-sdk/client-route-53';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { untilZonesAreThere } from '@dotkom/local-estate';
import { application, logDestination, released } from './stacks';

const destinationGroup = logDestination.split(':').pop();

/** What people, applications' own workflows and other accounts do around deploys. */
export class Person {
  private readonly endpoint: string;
  private readonly config: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  private readonly path = `${application.project}/${application.environment}`;
  private pushed = 0;

  constructor(endpoint: string) {
    this.endpoint = endpoint;
    const credentials = { accessKeyId: 'person', secretAccessKey: 'person' };
    this.config = { endpoint, region: 'eu-north-1', credentials };
  }

  async setSecret(name: string): Promise<void> {
    const secret = { Name: `/secrets/${this.path}/${name}`, Type: 'SecureString', Value: 'x' } as const;
    await new SSMClient(this.config).send(new PutParameterCommand(secret));
  }

  /** Where the platform is told to send its logs. The emulator looks for a log group where AWS has a destination. */
  async makeLogDestination(): Promise<void> {
    const group = { logGroupName: destinationGroup };
    await new CloudWatchLogsClient(this.config).send(new CreateLogGroupCommand(group));
  }

  /** A task that ended long ago said something. */
  async log(service: string): Promise<void> {
    const logs = new CloudWatchLogsClient(this.config);
    const where = {
      logGroupName: `/applications/${this.path}/${service}`,
      logStreamName: `${service}/${service}/${'0'.repeat(32)}`,
    };
    await logs.send(new CreateLogStreamCommand(where));
    // The emulator passes it on to the log group that it takes for the destination, to a stream of the same name.
    const { logStreamName } = where;
    await logs.send(new CreateLogStreamCommand({ logGroupName: destinationGroup, logStreamName }));
    const logEvents = [{ timestamp: Date.now(), message: 'It is well.' }];
    await logs.send(new PutLogEventsCommand({ ...where, logEvents }));
  }

  /** Deploys can begin when bootstrap has made these; it goes on for a minute. */
  async zonesAreThere(): Promise<void> {
    await untilZonesAreThere(new Route53Client(this.config));
  }

  /** Gives the digest of an image that no other is. */
  async pushImage(service: string): Promise<string> {
    this.pushed += 1;
    const layer = { size: 1, digest: `sha256:${String(this.pushed).padStart(64, '0')}` };
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: { mediaType: 'application/vnd.docker.container.image.v1+json', ...layer },
      layers: [{ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', ...layer }],
    };
    const { image } = await new ECRClient(this.config).send(
      new PutImageCommand({
        repositoryName: `${this.path}/${service}`,
        imageManifest: JSON.stringify(manifest),
        imageTag: `commit-${this.pushed}`,
      }),
    );
    return image?.imageId?.imageDigest ?? '';
  }

  /** What is destroyed in the real account must be empty first. */
  async removeImages(): Promise<void> {
    const ecr = new ECRClient(this.config);
    for (const service of released) {
      const repositoryName = `${this.path}/${service}`;
      const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName }));
      if (imageIds.length > 0) await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds }));
    }
  }

  /** The next deployment of a service does not become healthy. */
  async letRollBack(service: string): Promise<void> {
    await fetch(`${this.endpoint}/_local-aws/ecs/rollback`, {
      method: 'POST',
      body: JSON.stringify({
        cluster: 'platform-prod',
        service: `${application.stack}-${service}`,
        exitCode: 137,
      }),
    });
  }
}
