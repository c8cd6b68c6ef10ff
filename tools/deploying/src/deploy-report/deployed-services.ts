/** A service as it is in the state of a stack. */
export interface DeployedService {
  readonly name: string;
  readonly clusterArn: string;
  /** Whether it was made, and then something failed: Terraform will replace it. */
  readonly isTainted?: boolean;
}

interface StateResource {
  readonly type: string;
  readonly values: Record<string, any>;
  readonly tainted?: boolean;
}

interface StateModule {
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly StateModule[];
}

/** The ECS services in what `terraform show -json` says of a state. */
export function deployedServices(shown: { values?: { root_module?: StateModule } }): DeployedService[] {
  return resourcesIn(shown.values?.root_module)
    .filter(({ type }) => type === 'aws_ecs_service')
    .map(({ values, tainted = false }) => ({
      name: values.name,
      clusterArn: values.cluster,
      isTainted: tainted,
    }));
}

function resourcesIn(module: StateModule = {}): StateResource[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesIn)];
}
