import { nodeCapacity } from '@dotkom/platform/contract/conventions';
import { Cpu, cpuUnits, mebibytes, Memory } from '@dotkom/stack/conventions';
import { ConstructOptions, quoted } from './construct';
import { fitsNoNode } from './errors';
import { Question } from './questions';

/** How large a container is. */
export interface SizeOptions {
  /** @default '0.125 vCPU' */
  readonly cpu?: string;
  /** @default '256 MiB' */
  readonly memory?: string;
}

/** Checked where it is given, and asked of nobody: it is changed later, when somebody has seen what it takes. */
export const sizeQuestions: readonly Question<ConstructOptions & SizeOptions>[] = [
  {
    option: 'cpu',
    ask: 'How much CPU is it sure of?',
    isNeeded: () => false,
    check: checkedCpu,
  },
  {
    option: 'memory',
    ask: 'How much memory may it use?',
    isNeeded: () => false,
    check: checkedMemory,
  },
];

/** The size as properties, with that of Dotkom's smaller services where nothing is said. */
export function size({ cpu = '0.125 vCPU', memory = '256 MiB' }: SizeOptions): {
  cpu: string;
  memory: string;
} {
  return { cpu: quoted(cpu), memory: quoted(memory) };
}

function checkedCpu(text: string): string {
  if (cpuUnits(text as Cpu) > nodeCapacity.cpuUnits)
    throw fitsNoNode(text, `${nodeCapacity.cpuUnits / 1024} vCPU`);
  return text;
}

function checkedMemory(text: string): string {
  if (mebibytes(text as Memory) > nodeCapacity.memoryMebibytes)
    throw fitsNoNode(text, `${nodeCapacity.memoryMebibytes} MiB`);
  return text;
}
