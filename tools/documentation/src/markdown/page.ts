import MarkdownIt from 'markdown-it';
import { anchorOf } from './anchor';

/** What checks ask of a page. */
export interface Page {
  /** From the root. */
  readonly path: string;
  readonly links: readonly Link[];
  /** The names by which GitHub knows its headings. */
  readonly anchors: readonly string[];
  readonly fences: readonly Fence[];
  /** Code within sentences. */
  readonly inlineCode: readonly Line[];
  /** What people read, without code and addresses. */
  readonly prose: readonly Line[];
}

export interface Link {
  readonly line: number;
  readonly target: string;
}

export interface Fence {
  readonly line: number;
  /** `sh`, `ts`, ...; empty where none is said. */
  readonly language: string;
  readonly text: string;
}

export interface Line {
  readonly line: number;
  readonly text: string;
}

const parser = new MarkdownIt({ html: true });

/** Reads a page as GitHub does. */
export function readPage(path: string, text: string): Page {
  const tokens = parser.parse(text, {});
  const page = { path, links: [], anchors: [], fences: [], inlineCode: [], prose: [] } as Mutable<Page>;
  let line = 1;
  tokens.forEach((token, index) => {
    line = token.map ? token.map[0] + 1 : line; // A cell of a table says none, its row does.
    if (token.type === 'fence') {
      page.fences.push({ line, language: token.info.trim(), text: token.content });
    }
    if (token.type !== 'inline') return;
    const children = token.children ?? [];
    if (tokens[index - 1]?.type === 'heading_open') {
      page.anchors.push(anchorOf(plainText(children), page.anchors));
    }
    for (const child of children) {
      if (child.type === 'link_open') page.links.push({ line, target: child.attrGet('href') ?? '' });
      if (child.type === 'image') page.links.push({ line, target: child.attrGet('src') ?? '' });
      if (child.type === 'code_inline') page.inlineCode.push({ line, text: child.content });
    }
    page.prose.push({
      line,
      text: children.map((child) => (child.type === 'text' ? child.content : ' ')).join(''),
    });
  });
  return page;
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] extends readonly (infer E)[] ? E[] : T[key] };

function plainText(children: readonly { readonly type: string; readonly content: string }[]): string {
  return children
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}
