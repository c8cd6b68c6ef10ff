import { relative } from 'node:path';
import { banner } from '../banner';
import { row, table } from '../markdown/table';
import { endings, pinnedVersion, withoutEnd, year } from './pinned';

export const calendarPath = 'docs/guides/maintainers/calendar.md';

/** The page of what ends when, from what is pinned in the repository now. */
export function calendarPage(root: string): string {
  const link = (file: string) => `[${file}](${relative('docs/guides/maintainers', file)})`;
  return (
    [
      banner,
      '# The calendar',
      'What ends when, and what a year wants. Look at it each quarter. The versions are read from the repository; the days are in `tools/documentation/src/calendar/dates.json`, each with its source, and a test fails where a version has none. How to raise each: [upgrading](upgrading.md).',
      '## What ends',
      table(
        ['day', 'what', 'version', 'then'],
        endings.map((each) =>
          row(
            each.ends,
            `${each.what} (${link(each.file)})`,
            pinnedVersion(root, each),
            `${each.then} [Source](${each.source})`,
          ),
        ),
      ),
      '## What nobody says an end of',
      'Look once a year what is newest.',
      table(
        ['what', 'version'],
        withoutEnd.map((each) => row(`${each.what} (${link(each.file)})`, pinnedVersion(root, each))),
      ),
      '## What needs nothing',
      '- **Certificates.** ACM renews them by itself, as long as their records stay in our zones.\n- **Tokens and keys.** There are none: workflows prove who they are (OIDC), people sign in. The passwords of databases do not end.\n- **Schedules.** GitHub stops those of a repository without commits after 60 days; the workflow Drift starts these days anew each night.\n- **Plans that were shown** are kept for 90 days: of an older pull request, run its checks again before it is merged.',
      '## A year',
      table(
        ['when', 'what'],
        year.map(({ when, what }) => row(when, what)),
      ),
    ].join('\n\n') + '\n'
  );
}
