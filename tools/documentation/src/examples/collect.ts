import { DescribedConstruct } from '../reference/model';
import { Page } from '../markdown/page';
import { Example } from './program';

/** The examples of constructs that applications use, in their doc comments. */
export function examplesOf(constructs: readonly DescribedConstruct[]): Example[] {
  return constructs
    .filter(({ library }) => library === 'libs/service')
    .flatMap(({ name, file, documented: { examples } }) =>
      examples.map((code, index) => ({ of: `${name}, example ${index + 1} (${file})`, code })),
    );
}

/** The code in guides that stands for itself: statements, with nothing left out. */
export function examplesIn(pages: readonly Page[]): Example[] {
  return pages.flatMap(({ path, fences }) =>
    fences
      .filter(
        ({ language, text }) =>
          language === 'ts' && /^(new|const|export|import) /.test(text) && !text.includes('...'),
      )
      .map(({ line, text }) => ({ of: `${path}:${line}`, code: text })),
  );
}
