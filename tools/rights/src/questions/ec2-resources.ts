import { ApiCall } from '../calls/api-call';
import { textsIn } from '../calls/values';
import { ActionResource } from '../reference/reference';
import { account } from './question';

/** What ids begin with, by type of resource. */
const prefixes: Readonly<Record<string, string>> = {
  ami: 'image',
  eipalloc: 'elastic-ip',
  eni: 'network-interface',
  i: 'instance',
  igw: 'internet-gateway',
  lt: 'launch-template',
  rtb: 'route-table',
  sg: 'security-group',
  sgr: 'security-group-rule',
  snap: 'snapshot',
  subnet: 'subnet',
  vol: 'volume',
  vpc: 'vpc',
  vpce: 'vpc-endpoint',
};

/** What a call of EC2 is about: the ids that it says, and those of what it makes. */
export function ec2Resources(
  { region, operation, input, output }: ApiCall,
  resources: readonly ActionResource[],
): string[] {
  const types = resources.map(({ name }) => name);
  const about = (texts: readonly string[]) =>
    texts.flatMap((text) => {
      const arn = ec2Arn(text, region);
      return arn && types.includes(arn.type) ? [arn.arn] : [];
    });
  const said = about(textsIn(input));
  const made = /^(Create|Allocate|Run)/.test(operation) ? about(textsIn(output)) : [];
  return [...new Set([...said, ...made])];
}

/** The ARN of an id; nothing where it is no id. Images are of no account. */
export function ec2Arn(id: string, region: string): { type: string; arn: string } | undefined {
  const [, prefix = ''] = /^([a-z]+)-[0-9a-f]{8,}$/.exec(id) ?? [];
  const type = prefixes[prefix];
  if (!type) return undefined;
  const owner = type === 'image' || type === 'snapshot' ? '' : account;
  return { type, arn: `arn:aws:ec2:${region}:${owner}:${type}/${id}` };
}
