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

/** What a deploy says of each stack that waited: `platform-prod: it cannot take less than 118 s, ...`. */
const chainLine = /^(\S+): it cannot take less than (\d+) s, /gm;

/** The longest chain of waits of each stack that was deployed, the longest first. */
function chainsIn(output: string): readonly (readonly [stack: string, seconds: number])[] {
  const chains = [...output.matchAll(chainLine)].map(
    ([, stack = '', seconds]) => [stack, Number(seconds)] as const,
  );
  return chains.sort(([, one], [, other]) => other - one);
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
    const chains = chainsIn(first.output);
    const ofPlatform = chains.find(([stack]) => stack.startsWith('platform-'));
    const ofApplication = chains.find(([stack]) => !/^(platform-|bootstrap$)/.test(stack));
    if (!ofPlatform || !ofApplication) throw new Error('npm start told of no chain of waits.');
    const waited = ofPlatform[1] + ofApplication[1];
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
        ...chains.map(([stack, seconds]) => [`of that the longest chain of waits of ${stack}`, seconds, '']),
        row('`npm start`, again', again),
        row('`terraform plan` of both stacks', terraform),
        row('`nx diff grades -c local`', diff),
        row('`nx deploy grades -c local`, nothing changed', nothing),
        row('`nx deploy grades -c local`, a service changed', changed),
      ],
      says: [
        `The first \`npm start\` cannot take less than ${waited} s: ${ofPlatform[1]} s are the longest chain of waits of ${ofPlatform[0]}, and after it ${ofApplication[1]} s that of ${ofApplication[0]}; each resource in it waits for the one before. It takes ${times(first.seconds, waited)} as long.`,
        `\`nx diff\` takes ${times(diff.seconds, terraform.seconds)} as long as Terraform alone.`,
        `\`npm start\` again takes ${times(again.seconds, first.seconds)} as long as the first.`,
      ],
    };
  } finally {
    await measured(['npm', 'stop'], here).catch((error) => console.error(String(error)));
    rmSync(folder, { recursive: true, force: true });
  }
};
