import { EstateDifference } from './estate-difference';
import { EstatePart } from './parts-of-estate';

/** How many parts are drawn of each kind of change: more of them, nobody takes in. */
const mostDrawn = 30;

/** How many facts of a part are drawn. */
const mostFacts = 3;

interface Drawn {
  readonly part: EstatePart;
  readonly how: 'added' | 'removed' | 'changed';
  readonly label: string;
}

/**
 * A picture of what a change adds, removes and changes, as GitHub draws it; nothing where it does neither. Colours and a word
 * before each name say which: a sign such as `+` would be a list to Mermaid.
 */
export function mermaidOf({ added, removed, changed }: EstateDifference): string | undefined {
  const drawn: Drawn[] = [
    ...added.map((part): Drawn => ({ part, how: 'added', label: labelOf('new', part, part.facts) })),
    ...removed.map((part): Drawn => ({ part, how: 'removed', label: labelOf('gone', part, []) })),
    ...changed.map(({ before, after }): Drawn => ({
      part: after,
      how: 'changed',
      label: labelOf('changed', after, changesOf(before.facts, after.facts)),
    })),
  ];
  if (drawn.length === 0) return undefined;
  const shown = drawn.slice(0, mostDrawn);
  const stacks = [...new Set(shown.map(({ part }) => part.stack))];
  return [
    'flowchart LR',
    ...stacks.flatMap((stack, index) => [
      `  subgraph s${index}["${escaped(stack)}"]`,
      ...shown.flatMap(({ part, how, label }, number) =>
        part.stack === stack ? [`    n${number}["${label}"]:::${how}`] : [],
      ),
      '  end',
    ]),
    ...(drawn.length > shown.length ? [`  more["and ${drawn.length - shown.length} more"]`] : []),
    '  classDef added fill:#d7f5dd,stroke:#1a7f37,color:#0b3d1a',
    '  classDef removed fill:#ffdcd7,stroke:#cf222e,color:#5c0d13,stroke-dasharray:4 3',
    '  classDef changed fill:#fff3c4,stroke:#9a6700,color:#4d3400',
  ].join('\n');
}

function labelOf(word: string, { kind, name }: EstatePart, facts: readonly string[]): string {
  return [`${word}: ${kind} ${name}`, ...facts.slice(0, mostFacts)].map(escaped).join('<br/>');
}

/** Only what is another, a line each: `512 MiB → 1024 MiB`. */
function changesOf(before: readonly string[], after: readonly string[]): string[] {
  const [gone, come] = [
    before.filter((fact) => !after.includes(fact)),
    after.filter((fact) => !before.includes(fact)),
  ];
  return Array.from(
    { length: Math.max(gone.length, come.length) },
    (_, index) => `${gone[index] ?? 'nothing'} → ${come[index] ?? 'nothing'}`,
  );
}

/** The most of a name that is drawn. */
const longest = 80;

/** A text within a label of Mermaid, whoever wrote it: nothing in it ends the label, the line or the block that it stands in. */
function escaped(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N} .,:;/@×→()+−~*?_-]/gu, '·');
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
