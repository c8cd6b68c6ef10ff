/**
 * Which field of a request says what a variable of an ARN stands for, where it is not called as the variable is: in the
 * order in which they are looked for.
 */
const fields: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  autoscaling: { GroupFriendlyName: ['AutoScalingGroupName', 'AutoScalingGroupNames', 'ResourceId'] },
  cloudfront: { DistributionId: ['Id'], Id: ['Id'], Name: ['Name'] },
  cloudwatch: { AlarmName: ['AlarmName', 'AlarmNames'] },
  ecr: { RepositoryName: ['repositoryName', 'repositoryNames'] },
  ecs: {
    ClusterName: ['clusterName', 'cluster', 'clusters'],
    ServiceName: ['serviceName', 'service', 'services'],
    CapacityProviderName: ['name', 'capacityProvider', 'capacityProviders'],
    TaskDefinitionRevisionNumber: ['taskDefinition'],
    TaskId: ['task', 'tasks'],
  },
  events: { RuleName: ['Rule', 'Name'] },
  iam: {
    RoleNameWithPath: ['RoleName'],
    InstanceProfileNameWithPath: ['InstanceProfileName'],
    PolicyNameWithPath: ['PolicyName'],
  },
  lambda: { FunctionName: ['FunctionName'] },
  logs: { LogGroupName: ['logGroupName', 'logGroupIdentifier'] },
  rds: {
    DbInstanceName: ['DBInstanceIdentifier'],
    ParameterGroupName: ['DBParameterGroupName'],
    SubnetGroupName: ['DBSubnetGroupName'],
    OptionGroupName: ['OptionGroupName'],
    SnapshotName: ['FinalDBSnapshotIdentifier', 'DBSnapshotIdentifier'],
    SubscriptionName: ['SubscriptionName'],
  },
  route53: { Id: ['ResourceId', 'Id'] },
  s3: { BucketName: ['Bucket'], ObjectName: ['Key'] },
  scheduler: { ScheduleName: ['Name'], GroupName: ['GroupName', 'Name'] },
  secretsmanager: { SecretId: ['SecretId'] },
  servicediscovery: { NamespaceId: ['Id', 'NamespaceId'] },
  ses: { IdentityName: ['EmailIdentity', 'Identity'] },
  sns: { TopicName: ['Name', 'TopicArn'] },
  sqs: { QueueName: ['QueueName'] },
  ssm: { ParameterNameWithoutLeadingSlash: ['Name', 'Names', 'Path'], DocumentName: ['Name'] },
  states: { StateMachineName: ['name'] },
};

/** The fields that may say what a variable of a service's ARNs stands for. */
export function fieldsOf(service: string, variable: string): readonly string[] {
  return fields[service]?.[variable] ?? [variable];
}
