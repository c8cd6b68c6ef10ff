import { Kind } from '../model/map-data';

/** The shape of each kind of thing in Mermaid. Source: https://mermaid.js.org/syntax/flowchart.html */
const shapes: Readonly<Partial<Record<Kind, readonly [open: string, close: string]>>> = {
  job: ['([', '])'],
  'one-off': ['([', '])'],
  database: ['[(', ')]'],
  bucket: ['[(', ')]'],
  queue: ['[[', ']]'],
};

/** A node with its name, and what is said of it below that. */
export function node(id: string, kind: Kind, ...lines: readonly string[]): string {
  const [open, close] = shapes[kind] ?? ['[', ']'];
  return `${idOf(id)}${open}"${lines.filter(Boolean).map(escaped).join('<br/>')}"${close}`;
}

/** An arrow, with what goes over it where that is not plain. */
export function arrow(from: string, to: string, label = ''): string {
  const text = label ? `|"${label.split('\n').map(escaped).join('<br/>')}"|` : '';
  return `${idOf(from)} -->${text} ${idOf(to)}`;
}

/** What Mermaid takes for the name of a node; `end` is a word of its own, and no part of any of these. */
export function idOf(id: string): string {
  return id.replace(/\W+/g, '_');
}

/** Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function escaped(text: string): string {
  return text.replace(/[#"<>&]/g, (character) => `#${character.charCodeAt(0)};`);
}

export function flowchart(lines: readonly string[]): string {
  return ['```mermaid', 'flowchart LR', ...lines.map((line) => `  ${line}`), '```'].join('\n');
}
