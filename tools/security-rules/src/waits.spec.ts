import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sessionMinutes } from '@dotkom/stack/conventions';
import { estate, root } from './estate';
import { all } from './rule';

/**
 * What can be told how long to wait and is not, because the provider waits 30 minutes at most by itself. Source: "Timeouts"
 * in the provider's documentation of each.
 */
const shortByThemselves = [
  'aws_ecr_repository',
  'aws_internet_gateway',
  'aws_lambda_function',
  'aws_lb',
  'aws_lb_listener',
  'aws_route',
  'aws_route53_record',
  'aws_route53_zone',
  'aws_route_table',
  'aws_route_table_association',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_security_group',
  'aws_sfn_state_machine',
  'aws_sqs_queue',
  'aws_subnet',
  'aws_vpc_endpoint',
];

const stacks = Object.values(estate());
const types = [...new Set(stacks.flatMap((stack) => Object.keys(stack.resource ?? {})))].sort();
const waiting = types.filter((type) => type.startsWith('aws_') && canBeTold(type));

/** The provider's bindings say of which resources that holds. */
function canBeTold(type: string): boolean {
  const module = type.replace(/^aws_/, '').replaceAll('_', '-');
  const folder = ['', '-resource', '-a'].map((suffix) =>
    join(root, 'node_modules/@cdktf/provider-aws/lib', module + suffix),
  );
  const found = folder.map((each) => read(join(each, 'index.d.ts'))).find((text) => text !== undefined);
  if (found === undefined) throw new Error(`No bindings of ${type} at ${folder[0]}.`);
  return /^ {4}readonly timeouts\?:/m.test(found);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

describe('what a deploy waits for', () => {
  it('is some of what there is, or this says nothing', () => expect(waiting.length).toBeGreaterThan(15));

  it.each(waiting)("ends before a workflow's credentials do: %s", (type) => {
    if (shortByThemselves.includes(type)) return;
    const bounds = stacks.flatMap((stack) => all(stack, type)).map(({ resource }) => resource['timeouts']);
    for (const bound of bounds) {
      const minutes = Object.values(bound ?? { none: '' }).map((each) =>
        Number(/^(\d+)m$/.exec(String(each))?.[1]),
      );
      expect(Math.max(...minutes)).toBeLessThan(sessionMinutes);
    }
  });

  it('is short by itself only for what is there', () => {
    expect(shortByThemselves.filter((type) => !waiting.includes(type))).toEqual([]);
  });
});
