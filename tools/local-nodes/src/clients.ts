import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';

/** What is asked of the local AWS, by its API alone. */
export type Clients = ReturnType<typeof clientsOf>;

/** Clients of the local AWS at an endpoint. They are in its own process: nothing of a shell's account reaches them. */
export function clientsOf(endpoint: string) {
  const config = {
    endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'local-nodes', secretAccessKey: 'local' },
  };
  return {
    cloudWatch: new CloudWatchClient(config),
    cloudFront: new CloudFrontClient(config),
    ecs: new ECSClient(config),
    logs: new CloudWatchLogsClient(config),
    elb: new ElasticLoadBalancingV2Client(config),
    lambda: new LambdaClient(config),
    route53: new Route53Client(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    secretsManager: new SecretsManagerClient(config),
    ssm: new SSMClient(config),
  };
}
