export { DatabaseTunnel, type DatabaseTunnelProps } from './access/database-tunnel';
export { SessionPolicies } from './access/session-policies';
export { Sessions, type SessionsProps } from './access/sessions';
export { AlarmTopic } from './alarms/alarm-topic';
export { DatabaseAlarms, type DatabaseAlarmsProps } from './alarms/database-alarms';
export { MonthlyBudget, type MonthlyBudgetProps } from './alarms/monthly-budget';
export { PlatformAlarms } from './alarms/platform-alarms';
export { Cluster } from './cluster/cluster';
export { NodeAccess } from './cluster/node-access';
export { type NodeImage } from './cluster/node-ami';
export { NodePool, type NodePoolProps } from './cluster/node-pool';
export {
  databasePort,
  PlatformFacts,
  platformNames,
  platformStackName,
  zones,
  type Architecture,
  type PlatformName,
} from './contract';
export { Database, type DatabaseProps } from './database/database';
export { Gateway, type GatewayProps } from './gateway/gateway';
export { Nat, type NatProps } from './network/nat/nat';
export { Network, type NetworkProps } from './network/network';
