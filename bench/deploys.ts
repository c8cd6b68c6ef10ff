import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localAccount, providerEnvironment } from '@dotkom/deploying';
import { clone } from './clone';
import { Benchmark, rounded, times } from './figures';
import { Measured, measured, medianOf, Place } from './measured';

const runs = 3;

/** Terraform alone, in the folder in which `nx diff` has just planned a stack. */
async function barePlan(root: string, stack: string): Promise<{ command: readonly string[]; place: Place }> {
  const { endpoint } = JSON.parse(readFileSync(join(root, 'dist', 'local-aws.json'), 'utf8'));
  const account = localAccount(endpoint, join(root, 'dist', 'local'));
  const provider = await providerEnvironment(account.folder, account.env);
  const env = Object.fromEntries(
    Object.entries({ ...account.env, ...provider, CHECKPOINT_DISABLE: '1', NX_WORKSPACE_ROOT: root }).flatMap(
      ([name, value]) => (value === undefined ? [] : [[name, value]]),
    ),
  );
  const variables = Object.entries(account.variables).flatMap(([name, value]) => [
    '-var',
    `${name}=${value}`,
  ]);
  return {
    command: [
      'terraform',
      'plan',
      '-input=false',
      '-no-color',
      '-lock=false',
      '-out=bare.tfplan',
      ...variables,
    ],
    place: { cwd: join(account.folder, stack), env },
  };
}

/** What a person waits for on the AWS of this machine, beside Terraform alone. */
export const deploys: Benchmark = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-deploys-'));
  const root = clone(folder);
  const here = { cwd: root };
  const nx = (target: string) => ['npx', 'nx', target, 'grades', '-c', 'local', '--outputStyle=static'];
  const stacks = join(root, 'apps/grades/src/stacks.ts');
  try {
    const first = await measured(['npm', 'start'], here);
    const again = await measured(['npm', 'start'], here);
    const diff = await medianOf(runs, nx('diff'), here);
    const bare: Measured[] = [];
    for (const stack of ['grades-staging', 'grades-prod']) {
      const { command, place } = await barePlan(root, stack);
      bare.push(await medianOf(runs, command, place));
    }
    const sum = (value: (each: Measured) => number) => bare.reduce((total, each) => total + value(each), 0);
    const nothing = await medianOf(runs, nx('deploy'), here);
    let number = 0;
    const changed = await medianOf(runs, nx('deploy'), here, () => {
      const text = readFileSync(stacks, 'utf8');
      number += 1;
      const edited = text.replace(
        /memory: '(\d+) MiB'/,
        (_, memory) => `memory: '${Number(memory) + 4 * number} MiB'`,
      );
      if (edited === text) throw new Error(`${stacks} names no memory that could be changed.`);
      writeFileSync(stacks, edited);
    });
    const row = (what: string, { seconds, cpuSeconds }: Pick<Measured, 'seconds' | 'cpuSeconds'>) => [
      ...[what, rounded(seconds), rounded(cpuSeconds)],
    ];
    const terraform = {
      seconds: sum(({ seconds }) => seconds),
      cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    };
    return {
      title: 'Plans and deploys on the AWS of this machine',
      how:
        'In a clone, everything deployed by `npm start`. grades has two stacks, staging and prod. Terraform alone plans the same JSON in the ' +
        'same folders, one after the other, with a provider that it starts each time. The change is the memory of a service. Medians of three ' +
        'runs; `npm start` once each.',
      columns: ['what', 'seconds', 'seconds of CPU'],
      rows: [
        row('`npm start`, the first', first),
        row('`npm start`, again', again),
        row('`terraform plan` of both stacks', terraform),
        row('`nx diff grades -c local`', diff),
        row('`nx deploy grades -c local`, nothing changed', nothing),
        row('`nx deploy grades -c local`, a service changed', changed),
      ],
      says: [
        `\`nx diff\` takes ${times(diff.seconds, terraform.seconds)} as long as Terraform alone.`,
        `\`npm start\` again takes ${times(again.seconds, first.seconds)} as long as the first.`,
      ],
    };
  } finally {
    await measured(['npm', 'stop'], here).catch((error) => console.error(String(error)));
    rmSync(folder, { recursive: true, force: true });
  }
};
