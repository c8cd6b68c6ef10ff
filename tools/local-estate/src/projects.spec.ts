import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { applicationsIn, checkApplications, onlyProjects } from './projects';

const root = temporaryFolder();
writeFiles(root, {
  'apps/grades/src/stacks.ts': '',
  'apps/grades/project.json': { tags: ['layer:application'] },
  'apps/platform/src/stacks.ts': '',
  'apps/platform/project.json': { tags: ['layer:shared'] },
  'apps/notes.md': '',
});

describe('npm start -- APPLICATION', () => {
  it('reaches what all share, too', () => {
    expect(onlyProjects(['grades', 'onlineweb'])).toEqual(['-p', 'tag:layer:shared,grades,onlineweb']);
    expect(onlyProjects([])).toEqual([]);
  });

  it('takes applications that there are', () => {
    expect(() => checkApplications(root, ['grades', 'platform'])).not.toThrow();
    expect(() => checkApplications(root, [])).not.toThrow();
  });

  it('names those that there are not, and those that there are', () => {
    expect(() => checkApplications(root, ['grade', 'grades', 'notes.md'])).toThrow(
      /no application 'grade', 'notes\.md'.* grades, platform.*nx g application/,
    );
  });

  it('knows them from what they share', () => {
    expect(applicationsIn(root)).toEqual(['grades']);
  });
});
