import { resourcesOf, SynthesisedStack } from './synthesised-stack';

/** A data source, as far as it matters here. */
interface DataSource {
  readonly type: string;
  readonly path?: unknown;
}

/** Where a platform writes what applications may know of it: the paths of parameters, such as `/platform/prod`. */
export function factsWritten(stack: SynthesisedStack): string[] {
  const paths = resourcesOf(stack, 'aws_ssm_parameter').map(
    ({ config }) => /^(\/platform\/[^/]+)\//.exec(String(config.name))?.[1],
  );
  return [...new Set(paths.filter((path) => path !== undefined))];
}

/** Where data sources read what a platform wrote. */
export function factsRead(data: readonly DataSource[]): string[] {
  return data
    .filter(({ type }) => type === 'aws_ssm_parameters_by_path')
    .map(({ path }) => String(path))
    .filter((path) => path.startsWith('/platform/'));
}

/** The platform that an application's stack runs on, among all synthesised stacks. */
export function platformOf(
  { json }: SynthesisedStack,
  all: readonly SynthesisedStack[],
): SynthesisedStack | undefined {
  const data = Object.entries(json.data ?? {}).flatMap(([type, sources]) =>
    Object.values(sources as Record<string, { path?: unknown }>).map(({ path }) => ({ type, path })),
  );
  const read = factsRead(data);
  return all.find((stack) => factsWritten(stack).some((path) => read.includes(path)));
}
