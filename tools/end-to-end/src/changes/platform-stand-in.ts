import { RequestCertificateCommand } from '@aws-sdk/client-acm';
import { CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import { CreateClusterCommand } from '@aws-sdk/client-ecs';
import { CreateListenerCommand, CreateLoadBalancerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import {
  certificateNames,
  platformFactNames,
  PlatformFact,
  PlatformName,
  zones,
} from '@dotkom/platform/contract/conventions';
import { Clients } from '../clients';

/** Makes the zones that every application's hosts are in. */
export async function createZones({ route53 }: Clients): Promise<void> {
  for (const Name of zones) await route53.send(new CreateHostedZoneCommand({ Name, CallerReference: Name }));
}

/**
 * Makes as much of a platform as an application has to find: a network, a gateway, a cluster, and the facts about them. A
 * whole one takes minutes, and is deployed by the end-to-end test.
 */
export async function standInForPlatform(aws: Clients, platform: PlatformName): Promise<void> {
  const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const vpcId = Vpc?.VpcId ?? '';
  const subnets = await Promise.all(
    ['a', 'b'].map((zone, index) =>
      aws.ec2.send(
        new CreateSubnetCommand({
          VpcId: vpcId,
          CidrBlock: `10.0.${index}.0/24`,
          AvailabilityZone: `eu-north-1${zone}`,
        }),
      ),
    ),
  );
  const { LoadBalancers: [gateway] = [] } = await aws.elb.send(
    new CreateLoadBalancerCommand({
      Name: platform,
      Subnets: subnets.map(({ Subnet }) => Subnet?.SubnetId ?? ''),
    }),
  );
  const { CertificateArn } = await aws.acm.send(
    new RequestCertificateCommand({
      DomainName: zones[0],
      SubjectAlternativeNames: zones.flatMap(certificateNames),
    }),
  );
  const { Listeners: [listener] = [] } = await aws.elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: gateway?.LoadBalancerArn,
      Protocol: 'HTTPS',
      Port: 443,
      Certificates: [{ CertificateArn }],
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    }),
  );
  const { cluster } = await aws.ecs.send(new CreateClusterCommand({ clusterName: platform }));
  const databases = await standInForDatabases(aws, platform);
  const known: Partial<Record<PlatformFact, string>> = {
    'vpc-id': vpcId,
    'cluster-arn': cluster?.clusterArn,
    'https-listener-arn': listener?.ListenerArn,
    'gateway-dns-name': gateway?.DNSName,
    'gateway-zone-id': gateway?.CanonicalHostedZoneId,
    'alarm-topic-arn': `arn:aws:sns:eu-north-1:123456789012:${platform}`,
    'database-function-name': databases,
    'log-destination-arn': 'none',
    'service-connect-namespace-arn': 'arn:aws:servicediscovery:eu-north-1:123456789012:namespace/ns-1',
  };
  for (const fact of platformFactNames) {
    await aws.ssm.send(
      new PutParameterCommand({
        Name: `/platform/${platform}/${fact}`,
        Type: 'String',
        Value: known[fact] ?? `${platform}-${fact}`,
      }),
    );
  }
}

/** An archive with nothing in it: the function is answered for, and never runs. */
const emptyArchive = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

async function standInForDatabases({ iam, lambda }: Clients, platform: PlatformName): Promise<string> {
  const name = `${platform}-databases`;
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: '{}' }));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: Role?.Arn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: emptyArchive },
    }),
  );
  return name;
}
