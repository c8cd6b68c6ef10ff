import {
  Architecture,
  DatabaseProps,
  NatProps,
  NetworkProps,
  NodeImage,
  NodePoolProps,
  PlatformName,
} from '@dotkom/platform';

/** What differs between one instance of the platform and another. */
export interface PlatformSettings {
  readonly network: Pick<NetworkProps, 'cidr' | 'zones'>;
  readonly nat: Pick<NatProps, 'imageName'>;
  /** The server of every application's database. A larger class or more storage is a change here. */
  readonly database: Pick<DatabaseProps, 'instanceClass' | 'storageGibibytes' | 'postgresVersion'>;
  /** What nodes start from. Rolling them to another image is a change here: docs/runbooks/node-image.md. */
  readonly nodeImage: NodeImage;
  readonly nodePools: Readonly<Record<Architecture, Pick<NodePoolProps, 'minNodes' | 'maxNodes'>>>;
}

/** Every instance of the platform. A further one is one more name in libs/platform's contract and one more entry here. */
export const platforms: Readonly<Record<PlatformName, PlatformSettings>> = {
  prod: {
    network: { cidr: '10.0.0.0/16', zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'] },
    nat: { imageName: 'fck-nat-al2023-hvm-1.4.0-20260531-arm64-ebs' },
    database: {
      instanceClass: 'db.t4g.small',
      storageGibibytes: { from: 20, to: 100 },
      postgresVersion: '17',
    },
    nodeImage: 'ecs-optimised',
    nodePools: {
      arm64: { minNodes: 3, maxNodes: 6 },
      amd64: { minNodes: 0, maxNodes: 2 },
    },
  },
};
