import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { RepositoryCopy } from '../testing/repository';

jest.setTimeout(300_000);

/** A reader of the tutorial, with the real programs, on a workspace of their own. Each step goes on from the one before. */
const repository = new RepositoryCopy(temporaryFolder());
const example = join(__dirname, '../../../../examples/kvittering');
const stacks = join(repository.root, 'apps/kvittering/src/stacks.ts');

function succeeded(program: string, ...args: readonly string[]): string {
  const { succeeded, output } = repository.run(program, ...args);
  if (!succeeded) throw new Error(`${program} ${args.join(' ')}: ${output}`);
  return output;
}

describe('the example of the tutorial', () => {
  it('is begun by the generators', () => {
    succeeded('nx', 'g', 'application', 'kvittering', '--owner', 'appkom', '--no-interactive');
    const service = ['--application', 'kvittering', '--host', 'kvittering.grades.no', '--port', '3000'];
    succeeded('nx', 'g', 'service', 'api', ...service, '--health-check', '/health', '--no-interactive');
    expect(readFileSync(stacks, 'utf8')).toContain("new WebService(this, 'api'");
  });

  it('is a page with a table, a queue with a worker, a nightly job and a migration, of one image', () => {
    copyFileSync(join(example, 'stacks.ts'), stacks);
    succeeded('nx', 'run', 'kvittering:addresses');
    const file = join(repository.root, 'dist/apps/kvittering/stacks/kvittering-prod/cdk.tf.json');
    const { resource, output } = JSON.parse(readFileSync(file, 'utf8'));
    expect(Object.values<any>(resource.aws_ecs_service).map(({ name }) => name)).toEqual([
      'kvittering-prod-api',
      'kvittering-prod-payer',
    ]);
    expect(Object.keys(resource.aws_scheduler_schedule)).toHaveLength(1);
    expect(Object.keys(resource.aws_ecr_repository)).toHaveLength(1);
    const releases = Object.values<any>(output).map(({ value }) => value.release);
    expect(releases).toEqual(['api', 'api', 'api', 'api']);
  });

  it('passes the types as it is', () => {
    succeeded('tsc', '--noEmit', '-p', 'apps/kvittering/tsconfig.json');
  });
});
