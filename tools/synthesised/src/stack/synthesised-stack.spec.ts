import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { bootstrapStack, stack, stackJson } from '../testing/stacks';
import {
  makesItsStateBucket,
  readStack,
  readStacks,
  resourcesOf,
  stacksBelow,
  stateBucketOf,
  synthFolder,
} from './synthesised-stack';

describe('the synthesised stacks of a project', () => {
  const root = temporaryFolder();

  it('are read in the order of their names', () => {
    const folder = synthFolder(root, 'apps/grades');
    writeFiles(folder, {
      'stacks/grades-staging/cdk.tf.json': stackJson('grades-staging'),
      'stacks/grades-prod/cdk.tf.json': stackJson('grades-prod'),
      'manifest.json': {},
    });
    expect(readStacks(folder, 'grades').map(({ name }) => name)).toEqual(['grades-prod', 'grades-staging']);
  });

  it('are read of all projects in a folder, by names that projects and stacks have', () => {
    const all = join(root, 'all');
    writeFiles(all, {
      'grades/stacks/grades-prod/cdk.tf.json': stackJson('grades-prod'),
      'grades/stacks/Not A Stack/cdk.tf.json': {},
      'bootstrap/stacks/bootstrap/cdk.tf.json': stackJson('bootstrap'),
      'empty/manifest.json': {},
      'Not A Project/stacks/odd-prod/cdk.tf.json': {},
    });
    expect(stacksBelow(all).map(({ name }) => name)).toEqual(['bootstrap', 'grades-prod']);
    expect(stacksBelow(join(root, 'nowhere'))).toEqual([]);
  });

  it('are asked for by the command that makes them, when there are none', () => {
    expect(() => readStacks(join(root, 'nowhere'), 'grades')).toThrow(
      /no synthesised stacks in .*nowhere.*npx nx synth grades/,
    );
  });
});

describe('a synthesised stack', () => {
  it('has a digest that changes with its JSON and with nothing else', () => {
    const text = JSON.stringify(stackJson('grades-prod'));
    expect(readStack('grades-prod', text).digest).toBe(readStack('another-name', text).digest);
    expect(readStack('grades-prod', text).digest).not.toBe(readStack('grades-prod', `${text} `).digest);
  });

  it('has resources, each with where it comes from in the code', () => {
    const metadata = { path: 'grades-prod/uploads/bucket' };
    const grades = stack('grades-prod', {
      aws_s3_bucket: { uploads: { '//': { metadata } } },
      aws_sqs_queue: { plain: {} },
    });
    expect(resourcesOf(grades).map(({ address, constructPath }) => [address, constructPath])).toEqual([
      ['aws_s3_bucket.uploads', 'grades-prod/uploads/bucket'],
      ['aws_sqs_queue.plain', 'plain'],
    ]);
    expect(resourcesOf(grades, 'aws_sqs_queue').map(({ type }) => type)).toEqual(['aws_sqs_queue']);
    expect(resourcesOf(readStack('empty', '{}'))).toEqual([]);
  });

  it('makes its state bucket only when it has a bucket of that name', () => {
    expect(stateBucketOf(bootstrapStack())).toBe('dotkom-infra-state');
    expect(makesItsStateBucket(bootstrapStack())).toBe(true);
    expect(
      makesItsStateBucket(stack('grades-prod', { aws_s3_bucket: { uploads: { bucket: 'uploads' } } })),
    ).toBe(false);
    expect(makesItsStateBucket(stack('grades-prod'))).toBe(false);
  });
});
