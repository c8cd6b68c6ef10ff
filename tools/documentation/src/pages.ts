import { calendarPage, calendarPath } from './calendar/calendar-page';
import { commandsIn, generatorsPage, targetsPage } from './reference/commands-page';
import { constructPage, pageOf } from './reference/construct-page';
import { describeConstructs } from './reference/describe';
import { indexPage, indexPath } from './reference/index-page';
import { inferredTargets } from './reference/targets';

/** Every generated page by its path from the root, as it has to be now. */
export function generatedPages(root: string): Readonly<Record<string, string>> {
  const constructs = describeConstructs(root);
  return {
    [indexPath]: indexPage(constructs),
    ...Object.fromEntries(constructs.map((each) => [pageOf(each), constructPage(each)])),
    'docs/reference/generators.md': generatorsPage(commandsIn(root, 'generators')),
    'docs/reference/targets.md': targetsPage(inferredTargets(), commandsIn(root, 'executors')),
    [calendarPath]: calendarPage(root),
  };
}
