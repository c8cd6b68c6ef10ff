export { AlarmTopic } from './alarms/alarm-topic';
export { Cluster } from './cluster/cluster';
export { NodeAccess } from './cluster/node-access';
export { type NodeImage } from './cluster/node-ami';
export { NodePool, type NodePoolProps } from './cluster/node-pool';
export {
  PlatformFacts,
  platformNames,
  platformStackName,
  zones,
  type Architecture,
  type PlatformName,
} from './contract';
export { Database, type DatabaseProps } from './database/database';
export { Gateway } from './gateway/gateway';
export { Nat, type NatProps } from './network/nat/nat';
export { Network, type NetworkProps } from './network/network';
