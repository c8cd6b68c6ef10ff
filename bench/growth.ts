import { Benchmark, rounded, times } from './figures';
import { GeneratedWorkspace } from './generated-workspace';
import { Measured, measured, medianOf } from './measured';

/** How many applications; and up to how many all of them are validated: more are refused, for one load balancer takes no more rules. */
const sizes = [10, 30, 100, 300, 1000];
const mostValidated = 10;

interface Growth {
  applications: number;
  affected: Measured;
  synth: Measured;
  validate?: Measured | undefined;
}

async function growthTo(applications: number): Promise<Growth> {
  const workspace = await GeneratedWorkspace.of(applications);
  const here = { cwd: workspace.root };
  const nx = (...args: string[]) => ['npx', 'nx', ...args, '--outputStyle=static'];
  try {
    const change = () => workspace.change();
    change();
    await measured(nx('affected', '-t', 'synth', '--base=HEAD~1'), here); // It also fills the caches that a working copy has.
    const affected = await medianOf(3, nx('affected', '-t', 'synth', '--base=HEAD~1'), here, change);
    const all = (target: string) =>
      measured(nx('run-many', '-t', target, '--skip-nx-cache', '--parallel=2'), here);
    const synth = await all('synth');
    if (applications > mostValidated) return { applications, affected, synth };
    await all('addresses'); // Those of the copies are still the ones of what they were copied from.
    return { applications, affected, synth, validate: await all('validate') };
  } finally {
    workspace.remove();
  }
}

/** What one more application does to the commands. */
export const growth: Benchmark = async () => {
  const grown: Growth[] = [];
  for (const applications of sizes) grown.push(await growthTo(applications));
  const [least, most] = [grown[0]!, grown.at(-1)!];
  const cells = (value?: Measured) =>
    value ? [rounded(value.seconds), Math.round(value.peakMebibytes)] : ['', ''];
  return {
    title: 'One more application',
    how:
      'Generated applications, each with two services and a worker in staging and prod. `nx affected -t synth` after a commit that changes ' +
      `one of them (median of three); all of them synthesised, nothing cached, and validated up to ${mostValidated}: more are refused, for one load balancer takes no more rules.`,
    columns: ['applications', 'affected, s', 'MiB', 'synth of all, s', 'MiB', 'validate of all, s', 'MiB'],
    rows: grown.map(({ applications, affected, synth, validate }) => [
      ...[applications, ...cells(affected), ...cells(synth), ...cells(validate)],
    ]),
    says: [
      `What one change reaches takes ${times(most.affected.seconds, least.affected.seconds)} as long among ${most.applications} applications as among ${least.applications}.`,
      `Synth of all takes ${times(most.synth.seconds, least.synth.seconds)} as long for ${times(most.applications, least.applications)} the applications.`,
    ],
    curve: {
      ...{ across: 'applications', up: 'seconds', at: sizes },
      lines: {
        'affected, one changed': grown.map(({ affected }) => rounded(affected.seconds)),
        'synth of all': grown.map(({ synth }) => rounded(synth.seconds)),
      },
    },
  };
};
