import { join } from 'node:path';
import { everyPage } from './markdown/pages';
import { otherWords } from './words';

const pages = everyPage(join(__dirname, '../../..'));

it('are the words of the glossary, in British spelling', () => expect(otherWords(pages)).toEqual([]));

it('are told with the one to use, and left alone in code', () => {
  const prose = [{ line: 3, text: 'Each nodepool has a cron job.' }];
  const page = { path: 'a.md', links: [], anchors: [], fences: [], inlineCode: [], prose };
  expect(otherWords([page])).toEqual([
    "a.md:3: 'nodepool': say 'node pool'",
    "a.md:3: 'cron job': say 'job'",
  ]);
});
