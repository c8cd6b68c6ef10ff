import { referred, SynthesisedStack } from '@dotkom/stack/testing';
import { account } from '../questions/question';

/** What stands for each zone, as long as the ARN of one is. */
export const zoneArn = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';

/**
 * A text of a stack with what Terraform puts in the place of its expressions: the account's number, and the ARNs of the
 * stack's own resources, as far as their names make them. Of others stays `unknown`.
 */
export function filledIn(stack: SynthesisedStack, text: string): string {
  return replaceExpressions(text, (expression) => {
    if (/^data\.aws_caller_identity\.\w+\.account_id$/.test(expression)) return account;
    if (/^aws_db_instance\.[\w-]+\.master_user_secret\[0\]\.secret_arn$/.test(expression)) {
      return `arn:aws:secretsmanager:eu-north-1:${account}:secret:rds!db-0123-AbCdEf`;
    }
    if (/^local\.\w+\["\/platform\/prod\/cluster-arn"\]$/.test(expression)) {
      return `arn:aws:ecs:eu-north-1:${account}:cluster/platform-prod`;
    }
    const [, type = '', attribute] = /^(\w+)\.[\w-]+\.(\w+)$/.exec(expression) ?? [];
    const config = stack.resource[type] && attribute ? referred(stack, `\${${expression}}`) : undefined;
    if (config && attribute === 'arn') return arnOf(stack, type, config) ?? 'unknown';
    const value = config?.[attribute ?? ''] ?? config?.['name'];
    return typeof value === 'string' ? filledIn(stack, value) : 'unknown';
  }).replace(/\$\$\{/g, '${'); // AWS's own variable.
}

/** The ARN that a resource will have, where its name says it. */
function arnOf(stack: SynthesisedStack, type: string, config: Record<string, any>): string | undefined {
  const { path = '/', name } = config;
  const region = 'eu-north-1';
  const known: Record<string, () => string> = {
    aws_iam_policy: () => `arn:aws:iam::${account}:policy${path}${name}`,
    aws_iam_role: () => `arn:aws:iam::${account}:role${path}${name}`,
    aws_iam_instance_profile: () => `arn:aws:iam::${account}:instance-profile${path}${name}`,
    aws_route53_zone: () => zoneArn,
    aws_s3_bucket: () => `arn:aws:s3:::${config['bucket']}`,
    aws_sqs_queue: () => `arn:aws:sqs:${region}:${account}:${name}`,
    aws_sns_topic: () => `arn:aws:sns:${region}:${account}:${name}`,
    aws_ecr_repository: () => `arn:aws:ecr:${region}:${account}:repository/${name}`,
    aws_cloudwatch_log_group: () => `arn:aws:logs:${region}:${account}:log-group:${name}`,
    aws_cloudwatch_event_rule: () => `arn:aws:events:${region}:${account}:rule/${name}`,
    aws_sfn_state_machine: () => `arn:aws:states:${region}:${account}:stateMachine:${name}`,
    aws_lambda_function: () => `arn:aws:lambda:${region}:${account}:function:${config['function_name']}`,
    aws_cloudfront_distribution: () => `arn:aws:cloudfront::${account}:distribution/E0123456789ABC`,
    aws_ecs_cluster: () => `arn:aws:ecs:${region}:${account}:cluster/${name}`,
    aws_ssm_document: () => `arn:aws:ssm:${region}:${account}:document/${name}`,
    aws_network_interface: () => `arn:aws:ec2:${region}:${account}:network-interface/eni-0123456789abcdef0`,
    aws_eip: () => `arn:aws:ec2:${region}:${account}:elastic-ip/eipalloc-0123456789abcdef0`,
    aws_ecs_task_definition: () => `arn:aws:ecs:${region}:${account}:task-definition/${config['family']}:1`,
    aws_service_discovery_http_namespace: () =>
      `arn:aws:servicediscovery:${region}:${account}:namespace/ns-0123456789abcdef`,
  };
  const arn = known[type]?.();
  return arn && filledIn(stack, arn);
}

/** Replaces each `${...}`, which may hold further braces and quotes; `$${` is none. */
function replaceExpressions(text: string, replacement: (expression: string) => string): string {
  let result = '';
  for (let at = 0; at < text.length;) {
    if (text.startsWith('$${', at)) {
      result += '$${';
      at += 3;
    } else if (text.startsWith('${', at)) {
      const end = endOf(text, at);
      result += replacement(text.slice(at + 2, end - 1));
      at = end;
    } else result += text[at++];
  }
  return result;
}

function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
