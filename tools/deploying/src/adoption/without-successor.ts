import { Adopted } from './adopt';
import { OldState } from './old-state';

/** What becomes of types of the old that nothing here takes over. Others are made anew. */
const becomes: Readonly<Record<string, string>> = {
  aws_cloudfront_distribution: 'a new one is made beside it; its host goes over in the flip',
  aws_db_instance: 'a database is made anew; its data is dumped and restored',
  aws_dynamodb_table: 'its data is copied, or it stays where it is',
  aws_ecr_repository:
    'no repository here has its name, by which it would be taken over; a release is pushed to the new one',
  aws_route53_zone: 'bootstrap adopts it: TF_VAR_existing_zones',
  aws_s3_bucket: 'a bucket is made anew; its objects are synced',
  aws_secretsmanager_secret: 'its values are set anew: nx run APPLICATION:secrets',
  aws_sqs_queue: 'a queue is made anew; the old one is drained',
};

/** What of old states an application does not take over, by type, the most telling first. */
export function withoutSuccessor(states: readonly OldState[], { matched }: Adopted): string[] {
  const counts = new Map<string, number>();
  for (const state of states) {
    const taken = new Set(matched.get(state) ?? []);
    for (const { address, type } of state.resources)
      if (!taken.has(address)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one], [other]) => Number(other in becomes) - Number(one in becomes) || (one < other ? -1 : 1))
    .map(
      ([type, count]) =>
        `${count} ${type}: ${becomes[type] ?? 'made anew, or another resource does its work'}`,
    );
}
