import { relative } from 'node:path';
import { banner } from '../banner';
import { row, table } from '../markdown/table';
import { pageOf } from './construct-page';
import { DescribedConstruct } from './model';

/** The page from which all others of the reference are reached. */
export const indexPath = 'docs/reference/README.md';

const titles: Readonly<Record<string, string>> = {
  'libs/service': 'What an application may ask for',
  'libs/platform': 'What a platform is made of',
  'libs/stack': 'What every stack is',
};

/** Lists every construct with the first sentence of what is written of it. */
export function indexPage(constructs: readonly DescribedConstruct[]): string {
  const sections = Object.entries(titles).flatMap(([library, title]) => [
    `## ${title}`,
    table(
      ['construct', 'what it is'],
      constructs
        .filter((each) => each.library === library)
        .map((each) =>
          row(
            `[${each.name}](${relative('docs/reference', pageOf(each))})`,
            firstSentence(each.documented.text),
          ),
        ),
    ),
  ]);
  return (
    [
      banner,
      '# Reference',
      'Every construct with its properties, from the comments in the code: what you read here is what the editor shows. Sizes are written as `0.25 vCPU` and `512 MiB`, times as `15 seconds`, `5 minutes`, `30 days`. Then [the targets](targets.md) and [the generators](generators.md).',
      ...sections,
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function firstSentence(text: string): string {
  return (/^[^]*?[.:](?=\s|$)/.exec(text)?.[0] ?? text).replace(/\s+/g, ' ').replace(/:$/, '.');
}
