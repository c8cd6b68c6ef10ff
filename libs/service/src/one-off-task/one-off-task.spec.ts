import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onlyResource, referred, resources } from '@dotkom/stack/testing';
import { applicationWith, plainService } from '../testing';
import { WebService } from '../web-service/web-service';
import { OneOffTask, OneOffTaskProps } from './one-off-task';

const migration = (props: Partial<OneOffTaskProps> = {}) =>
  applicationWith((stack) => {
    const backend = new WebService(stack, 'backend', plainService);
    new WebService(stack, 'frontend', { ...plainService, host: 'grades.no' });
    const task = new OneOffTask(stack, 'migration', {
      image: backend,
      before: [backend],
      command: ['node', 'migrate.js'],
      cpu: '0.125 vCPU',
      memory: '128 MiB',
      ...props,
    });
    task.allow({ sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::dump/*'] });
  });
const stack = migration();
const run = onlyResource(stack, 'terraform_data');
const [{ 'local-exec': local }] = run['provisioner'];

describe('a one-off task', () => {
  it('runs whenever its task definition is another one, and so with each release of its image', () => {
    expect(referred(stack, run['triggers_replace'])['family']).toBe('grades-prod-migration');
    const definition = referred(stack, run['triggers_replace'])['container_definitions'];
    expect(definition).toContain('"/releases/grades/prod/backend"');
  });

  it('does not run before there is a release', () => {
    expect(run['count']).toMatch(/"\/releases\/grades\/prod\/backend", ""\) != ""\) \? 1 : 0\}$/);
  });

  it('runs by a program that exists, which is told what to run where', () => {
    const [, path] = /"\$NX_WORKSPACE_ROOT\/(\S+)"/.exec(local.command) ?? [];
    expect(existsSync(join(__dirname, '../../../..', path ?? 'none'))).toBe(true);
    for (const part of [
      '"cluster"',
      '"taskDefinition"',
      '"container" = "migration"',
      '"timeoutSeconds" = 900',
    ]) {
      expect(local.environment.RUN_TASK).toContain(part);
    }
  });

  it('comes before the services that it is for, and before no other', () => {
    const needs = (service: string): string[] =>
      resources(stack, 'aws_ecs_service').find(({ name }) => name.endsWith(service))?.['depends_on'] ?? [];
    const [address] = Object.keys(stack.resource['terraform_data'] ?? {});
    expect(needs('backend')).toContain(`terraform_data.${address}`);
    expect(needs('frontend')).not.toContain(`terraform_data.${address}`);
  });

  it('comes after the permissions by which it starts and works', () => {
    const needed = run['depends_on'].map((each: string) => referred(stack, `\${${each}.id}`));
    const own = resources(stack, 'aws_iam_role_policy').filter((each) =>
      referred(stack, each['role'])['name'].includes('migration'),
    );
    expect(own).toHaveLength(2);
    expect(needed).toEqual(own);
  });

  it.each<[Partial<OneOffTaskProps>, string]>([
    [{ timeout: '2 days' }, "'2 days' is no time to run"],
    [{ command: [''] }, 'A command is empty'],
    [{ image: 'backend:latest' }, "'backend:latest' is not pinned"],
  ])('is refused with %j', (props, message) => expect(() => migration(props)).toThrow(message));
});
