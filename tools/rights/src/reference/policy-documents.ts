import { jsonOf, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { filledIn } from '../policies/filled-in';
import { Statement } from '../policies/statements';

/** A policy of a stack, as AWS gets it. */
export interface PolicyDocument {
  /** `aws_iam_role_policy.web_task_roles_policy: policy` */
  readonly where: string;
  readonly statements: readonly Statement[];
}

/** The attributes that hold policies, by type of resource. */
const attributes: Readonly<Record<string, string>> = {
  aws_ecr_repository_policy: 'policy',
  aws_iam_policy: 'policy',
  aws_iam_role: 'assume_role_policy',
  aws_iam_role_policy: 'policy',
  aws_kms_key: 'policy',
  aws_s3_bucket_policy: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_sqs_queue_policy: 'policy',
  aws_vpc_endpoint: 'policy',
};

/** Every policy of a stack: of roles, boundaries, trust, buckets, topics and queues. */
export function policyDocuments(stack: SynthesisedStack): PolicyDocument[] {
  return Object.entries(attributes).flatMap(([type, attribute]) =>
    Object.entries(stack.resource[type] ?? {}).flatMap(([name, config]) => {
      if (typeof config[attribute] !== 'string' || isOfAnother(config[attribute])) return [];
      const { Statement: statements } = jsonOf(filledIn(stack, config[attribute]));
      return [{ where: `${type}.${name}`, statements: [statements].flat() }];
    }),
  );
}

/** Read from the account as it is: a role that trusts whom another one trusts. It is looked at where it is made. */
function isOfAnother(policy: string): boolean {
  return policy.startsWith('${data.aws_iam_role.');
}

/** The types of a stack's resources that may hold a policy that is not read here. */
export function unreadPolicies(stack: SynthesisedStack): string[] {
  return Object.keys(stack.resource).filter(
    (type) =>
      !(type in attributes) &&
      resources(stack, type).some((config) =>
        /"Statement":\s*\[/.test(JSON.stringify(config).replace(/\\"/g, '"')),
      ),
  );
}
