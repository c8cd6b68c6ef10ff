import { readStack, SynthesisedStack } from '../stack/synthesised-stack';

/** A rule on the gateway of a platform, as a web service makes it. */
export function gatewayRule(
  path: string,
  hosts: readonly string[],
  { platform = 'prod', priority = 1 }: { platform?: string; priority?: number } = {},
): object {
  return {
    '//': { metadata: { path, uniqueId: path.replace(/\W/g, '_') } },
    action: [
      { type: 'forward', target_group_arn: `\${aws_lb_target_group.${path.replace(/\W/g, '_')}.arn}` },
    ],
    condition: [{ host_header: { values: hosts } }],
    listener_arn: `\${local.Platform_facts["/platform/${platform}/https-listener-arn"]}`,
    priority,
  };
}

/** Terraform JSON as `synth` writes it, with a state in the shared bucket. */
export function stackJson(name: string, resource: object = {}, terraform: object = {}): object {
  return {
    terraform: {
      backend: { s3: { bucket: 'dotkom-infra-state', key: `stacks/${name}.tfstate`, use_lockfile: true } },
      required_providers: { aws: { source: 'aws', version: '>= 5.100.0' } },
      ...terraform,
    },
    provider: { aws: [{ default_tags: [{ tags: { Environment: 'prod' } }] }] },
    resource,
  };
}

/** A stack as `synth` writes it. */
export function stack(name: string, resource: object = {}, terraform: object = {}): SynthesisedStack {
  return readStack(name, JSON.stringify(stackJson(name, resource, terraform)));
}

/** The stack that makes the bucket in which its own state is kept. */
export function bootstrapStack(): SynthesisedStack {
  return stack('bootstrap', { aws_s3_bucket: { state: { bucket: 'dotkom-infra-state' } } });
}
