import { stack } from '../testing/stacks';
import { selectStacks } from './selection';

const names = (...[stacks, project, configuration]: Parameters<typeof selectStacks>) =>
  selectStacks(stacks, project, configuration).map(({ name }) => name);

describe('the stacks that a configuration is about', () => {
  const grades = [stack('grades-prod'), stack('grades-staging')];

  it('are the one that is called after the environment', () => {
    expect(names(grades, 'grades', 'prod')).toEqual(['grades-prod']);
    expect(names(grades, 'grades', 'staging')).toEqual(['grades-staging']);
  });

  it('are all of them locally', () => {
    expect(names(grades, 'grades', 'local')).toEqual(['grades-prod', 'grades-staging']);
  });

  it('are none in an environment that the project does not have', () => {
    expect(names([stack('platform-prod')], 'platform', 'staging')).toEqual([]);
  });

  it('are the only one of a project without environments, in each of them', () => {
    for (const configuration of ['staging', 'prod', 'local'] as const) {
      expect(names([stack('bootstrap')], 'bootstrap', configuration)).toEqual(['bootstrap']);
    }
  });

  it('are not those whose name only ends alike', () => {
    expect(
      names([stack('grades-preprod'), stack('other-grades-prod'), stack('grades-prod-2')], 'grades', 'prod'),
    ).toEqual([]);
  });
});
