import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployedProjects } from './projects';

const application = (more: object = {}) => ({
  metadata: { owner: 'dotkom', ...more },
  tags: ['layer:application'],
});
const shared = { metadata: { owner: 'dotkom' }, tags: ['layer:shared'] };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'apps-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function add(name: string, project: object, stacks = true): void {
  mkdirSync(join(folder, name, 'src'), { recursive: true });
  writeFileSync(join(folder, name, 'project.json'), JSON.stringify({ name, ...project }));
  if (stacks) writeFileSync(join(folder, name, 'src', 'stacks.ts'), '');
}

describe('what CI deploys', () => {
  it('is every application in every environment, and every platform, but not bootstrap', () => {
    add('grades', application({ repositories: ['dotkom/monoweb'] }));
    add('bootstrap', shared);
    add('platform', shared);
    expect(deployedProjects(folder)).toEqual({
      applications: [{ name: 'grades', environments: ['staging', 'prod'], repositories: ['dotkom/monoweb'] }],
      platforms: ['prod'],
    });
  });

  it('is an application in the environments it says it has, and no platform where there is none', () => {
    add('minecraft', application({ environments: ['prod'] }));
    expect(deployedProjects(folder)).toEqual({
      applications: [{ name: 'minecraft', environments: ['prod'], repositories: [] }],
      platforms: [],
    });
  });

  it('is nothing without stacks', () => {
    add('notes', application(), false);
    expect(deployedProjects(folder).applications).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an unknown environment', { environments: ['production'] }, '["production"]'],
    ['an environment twice', { environments: ['prod', 'prod'] }, '["prod","prod"]'],
    ['no list of environments', { environments: 'prod' }, '"prod"'],
    ['no environment', { environments: [] }, '[]'],
    ['a repository of others', { repositories: ['evil/monoweb'] }, '["evil/monoweb"]'],
    ['a pattern of repositories', { repositories: ['dotkom/*'] }, '["dotkom/*"]'],
    ['what would end the repository', { repositories: ['dotkom/a:ref'] }, '["dotkom/a:ref"]'],
  ])('is refused for %s, with the value and the file that says it', (_, metadata, value) => {
    add('grades', application(metadata));
    expect(() => deployedProjects(folder)).toThrow(value);
    expect(() => deployedProjects(folder)).toThrow(join('grades', 'project.json'));
  });

  it.each(['grades-prod', 'grades-prod-tools', 'grades-staging-tools', 'prod-x-prod'])(
    'is refused for an application called %s, whose names another role would cover',
    (name) => {
      add(name, application());
      expect(() => deployedProjects(folder)).toThrow(`'${name}' cannot be the name of an application`);
    },
  );

  it('is refused for a project of another kind, which no role is written for', () => {
    add('monitoring', shared);
    expect(() => deployedProjects(folder)).toThrow("'monitoring' has stacks");
  });
});
