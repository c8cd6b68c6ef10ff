import { Page } from './markdown/page';

/** Words that are said otherwise here: one thing has one name, and spelling is British. */
const words: readonly (readonly [other: RegExp, ours: string])[] = [
  [/\b[Ww]ebservices?\b/g, 'web service'],
  [/\b[Mm]icro-?services?\b/g, 'service'],
  [/\b[Nn]odepools?\b/g, 'node pool'],
  [/\b([Nn]ode group|[Ww]orker node)s?\b/g, 'node pool, node'],
  [/\b[Cc]ron ?jobs?\b/g, 'job'],
  [/\b[Rr]epos?\b/g, 'repository'],
  [/\b[Hh]ostnames?\b/g, 'host, or host name'],
  [/\b(production environment|in production)\b/g, 'prod'],
  [
    /\b(behavior|color|favor|center|catalog|gray|analyze|optimize|organize|recognize)(s|d|ed|ing)?\b/g,
    'British spelling',
  ],
];

/** Each word that is said otherwise here, as `page:line: ...`. Code is left alone. */
export function otherWords(pages: readonly Page[]): string[] {
  return pages.flatMap(({ path, prose }) =>
    prose.flatMap(({ line, text }) =>
      words.flatMap(([other, ours]) =>
        [...text.matchAll(other)].map(([found]) => `${path}:${line}: '${found}': say '${ours}'`),
      ),
    ),
  );
}
