import { applicationStack, platformStack } from '@dotkom/outlook/testing';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { plan } from '../testing/plans';
import { preview } from './preview';

const root = temporaryFolder();
const platform = platformStack({ arm64: { min: 2, max: 8 } });
const grades = applicationStack('grades', { backend: {} });

beforeAll(() =>
  writeFiles(root, {
    'before/platform/stacks/platform-prod/cdk.tf.json': platform.text,
    'dist/apps/platform/stacks/platform-prod/cdk.tf.json': platform.text,
    'dist/apps/grades/stacks/grades-prod/cdk.tf.json': grades.text,
    'dist/local/grades-prod/plan-result.json': plan('grades-prod'),
    'dist/local/platform-prod/plan-result.json': plan('platform-prod'),
  }),
);

describe('what a pull request would say', () => {
  it('is whether it fits, what it costs, what it brings, and the plans of the project alone', () => {
    const said = preview(root, 'grades', `${root}/before`);
    expect(said).toMatch(/^## It fits$/m);
    expect(said).toContain('new: worker backend');
    expect(said.match(/^### .*$/gm)).toEqual(['### Plan of `grades-prod`']);
    expect(said).toContain('Owner: @dotkom/backlog');
  });

  it('is unknown without a plan, and says how to make one', () => {
    expect(() => preview(root, 'onlineweb', `${root}/before`)).toThrow(/npx nx diff onlineweb -c local/);
  });
});
