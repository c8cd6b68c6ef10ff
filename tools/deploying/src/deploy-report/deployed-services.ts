/** A service as it is in the state of a stack. */
export interface DeployedService {
  readonly name: string;
  readonly clusterArn: string;
}

interface StateModule {
  readonly resources?: readonly { readonly type: string; readonly values: Record<string, any> }[];
  readonly child_modules?: readonly StateModule[];
}

/** The ECS services in what `terraform show -json` says of a state. */
export function deployedServices(shown: { values?: { root_module?: StateModule } }): DeployedService[] {
  return resourcesIn(shown.values?.root_module)
    .filter(({ type }) => type === 'aws_ecs_service')
    .map(({ values }) => ({
      name: values.name,
      clusterArn: values.cluster,
    }));
}

function resourcesIn(module: StateModule = {}): { type: string; values: Record<string, any> }[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesIn)];
}
