import { repositoryIds } from './repository-ids';
import { subjects } from './subjects';

const ids = {
  'dotkom/infra': { owner: 11, repository: 22 },
  'dotkom/monoweb': 'unknown',
} as const;

describe('the subjects of a workflow run', () => {
  it('are the name and the numbered form, each exact, where the numbers are known', () => {
    expect(subjects({ repository: 'dotkom/infra', occasion: 'pull_request' }, ids)).toEqual([
      'repo:dotkom/infra:pull_request',
      'repo:dotkom@11/infra@22:pull_request',
    ]);
    const occasion = { environment: 'grades-prod' };
    expect(subjects({ repository: 'dotkom/infra', occasion }, ids)).toEqual([
      'repo:dotkom/infra:environment:grades-prod',
      'repo:dotkom@11/infra@22:environment:grades-prod',
    ]);
  });

  it('are the name alone where the numbers are unknown: no number is made up', () => {
    expect(subjects({ repository: 'dotkom/monoweb', occasion: { environment: 'grades-prod' } }, ids)).toEqual(
      ['repo:dotkom/monoweb:environment:grades-prod'],
    );
  });

  it('are refused for a repository that nobody wrote down, with the file to write it in', () => {
    const act = () => subjects({ repository: 'dotkom/other', occasion: 'pull_request' }, ids);
    expect(act).toThrow(
      'dotkom/other is trusted by a role of CI, but apps/bootstrap/src/github/repository-ids.ts',
    );
  });
});

it('the numbers that are written down could be numbers of GitHub', () => {
  for (const known of Object.values(repositoryIds)) {
    if (known === 'unknown') continue;
    for (const number of [known.owner, known.repository])
      expect(Number.isSafeInteger(number) && number > 0).toBe(true);
  }
});
