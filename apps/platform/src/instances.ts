import {
  Architecture,
  DatabaseProps,
  GatewayProps,
  MonthlyBudgetProps,
  NatProps,
  NetworkProps,
  NodeImage,
  NodePoolProps,
  PlatformName,
} from '@dotkom/platform';

/** What differs between one instance of the platform and another. */
export interface PlatformSettings {
  readonly network: Pick<NetworkProps, 'cidr' | 'zones'>;
  readonly nat: Pick<NatProps, 'imageName' | 'zones' | 'address'>;
  readonly gateway: Pick<GatewayProps, 'otherHosts' | 'accessLogDays'>;
  /** The server of every application's database. A larger class or more storage is a change here. */
  readonly database: Pick<
    DatabaseProps,
    'instanceClass' | 'storageGibibytes' | 'postgresVersion' | 'allowMajorUpgrade'
  >;
  /** What nodes start from. Rolling them to another image, and back: docs/runbooks/node-image.md. */
  readonly nodeImage: NodeImage;
  /**
   * The CloudWatch Logs destination that every log of the platform and of its applications is forwarded to, such as one
   * that leads to an ELK or LGTM stack. @default they are not forwarded
   */
  readonly logDestinationArn?: string;
  /**
   * What the AWS account may cost in a month for use and for what is the applications' own; the rest follows from what
   * stands here. For one platform of an account only.
   */
  readonly monthlyBudget?: Pick<MonthlyBudgetProps, 'forUse'>;
  readonly nodePools: Readonly<Record<Architecture, Pick<NodePoolProps, 'minNodes' | 'maxNodes'>>>;
}

/** Every instance of the platform. A further one is one more name in libs/platform's contract and one more entry here. */
export const platforms: Readonly<Record<PlatformName, PlatformSettings>> = {
  prod: {
    network: { cidr: '10.0.0.0/16', zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'] },
    nat: { imageName: 'fck-nat-al2023-hvm-1.4.0-20260531-arm64-ebs' },
    // What nobody claims is a mistake that should be seen, by people and by monitors: docs/decisions/gateway.md.
    gateway: { otherHosts: 'not found' },
    database: {
      instanceClass: 'db.t4g.small',
      storageGibibytes: { from: 20, to: 100 },
      postgresVersion: '17',
    },
    nodeImage: 'newest',
    nodePools: {
      // As many as an ordinary load, a deploy of everything and the website at its peak want: npx nx capacity platform.
      arm64: { minNodes: 3, maxNodes: 8 },
      amd64: { minNodes: 0, maxNodes: 2 },
    },
    // Images, logs, files, traffic, zones and alarms: npx nx cost platform says what they are expected to be.
    monthlyBudget: { forUse: 60 },
  },
};
