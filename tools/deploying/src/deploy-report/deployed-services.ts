import { State } from '../terraform/state';

/** A service as it is in the state of a stack. */
export interface DeployedService {
  readonly name: string;
  readonly clusterArn: string;
  /** Whether it was made, and then something failed: Terraform will replace it. */
  readonly isTainted?: boolean;
}

/** The ECS services in a state. */
export function deployedServices({ resources = [] }: State): DeployedService[] {
  return resources
    .filter(({ mode, type }) => mode === 'managed' && type === 'aws_ecs_service')
    .flatMap(({ instances }) => instances)
    .map(({ attributes, status }) => ({
      name: attributes.name,
      clusterArn: attributes.cluster,
      isTainted: status === 'tainted',
    }));
}
