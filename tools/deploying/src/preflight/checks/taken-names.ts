import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { allDistributions } from '../../look/distributions';
import { looks } from '../../adoption/what-exists';
import { Existing } from '../../adoption/whose';
import { Check, Subject } from '../check';
import { isOurs, notOurs } from '../ours';
import { ready } from '../row';

/** What an application makes under names that AWS takes once. Records have no tags that say whose they are: a diff looks for those. */
const types = {
  aws_cloudfront_distribution: 'aliases',
  aws_cloudwatch_log_group: 'name',
  aws_ecr_repository: 'name',
  aws_sqs_queue: 'name',
  aws_ssm_parameter: 'name',
} as const;

/** Names that somebody else has given something in the account, and that no stack takes over. */
export const takenNames: Check = {
  what: 'Names of repositories, queues, parameters, log groups and sites',
  async rows({ account, stacks }) {
    let listed: ReturnType<typeof allDistributions> | undefined;
    const distributions = () => (listed ??= allDistributions(account));
    const wanted = stacks.flatMap(namedIn);
    const foreign: Existing[] = [];
    for (const { type, config } of wanted) {
      const existing = await looks[type]!(account, config, { distributions, isAdopted: () => true });
      if (existing?.tags && !isOurs(tagsOf(existing))) foreign.push(existing);
    }
    if (foreign.length === 0) return [ready(this.what, `none of ${wanted.length} is taken by others`)];
    return foreign.map((existing) => notOurs(existing, todo));
  },
};

const todo =
  'What moves in is adopted or held: npx nx g adopt (docs/guides/moving-in.md). Else find out whose it is, and rename one of the two.';

function namedIn(stack: Subject['stacks'][number]): { type: string; config: Record<string, any> }[] {
  const adopted = new Set(importsOf(stack));
  return Object.entries(types).flatMap(([type, name]) =>
    resourcesOf(stack, type)
      .filter(({ address, config }) => !adopted.has(address) && isKnown(config[name]))
      .map(({ config }) => ({ type, config })),
  );
}

function importsOf({ json }: SynthesisedStack): string[] {
  const imports = ((json as { import?: readonly { to: string }[] }).import ?? []) as readonly {
    to: string;
  }[];
  return imports.map(({ to }) => to);
}

/** Whether a name is written down, and is no expression. */
function isKnown(name: unknown): boolean {
  const names = [name].flat();
  return names.length > 0 && names.every((each) => typeof each === 'string' && !each.includes('${'));
}

function tagsOf({ tags = {} }: Existing): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
