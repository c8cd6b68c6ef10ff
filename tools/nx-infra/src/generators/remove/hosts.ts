import { Tree } from '@nx/devkit';
import { join } from 'node:path';
import { zones } from '@dotkom/platform/contract/conventions';
import { Adoption, adoptionFile } from '@dotkom/stack/adoption';
import { StackAddress } from '@dotkom/synthesised';
import { ConstructCall, StacksFile } from '../stacks-file/stacks-file';

/** The names in DNS that a construct has and nothing else of its application: they go with it. */
export function hostsOnlyOf({ statement }: ConstructCall, stacks: StacksFile): string[] {
  return stacks
    .textsOnlyIn(statement)
    .filter((text) => zones.some((zone) => text === zone || text.endsWith(`.${zone}`)));
}

/** Whether an address is that of a host's record: those stand at the application, and not at what answers. */
export function isRecordOf(hosts: readonly string[], { address }: StackAddress): boolean {
  const [, host] = /^aws_route53_record\.Hosts_[A-Za-z]+-(.+)_[0-9A-F]{8}$/.exec(address) ?? [];
  return hosts.some((each) => each.replaceAll('.', '') === host);
}

/** What adoption.json says of hosts, as it names it: `api.grades.no`, `A play.online.ntnu.no`. */
export function adoptedOf(tree: Tree, root: string, hosts: readonly string[]): string[] {
  const text = tree.read(join(root, adoptionFile), 'utf-8');
  const adoption: Adoption = text ? JSON.parse(text) : {};
  const adopted = Object.values(adoption).flatMap((each) => [
    ...Object.keys(each.hosts ?? {}),
    ...(each.records ?? []),
  ]);
  return adopted.filter((each) => hosts.includes(each.replace(/^\S+ /, '')));
}
