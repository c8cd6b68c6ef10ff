import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkWorkspaceRules } from '@dotkom/synthesised';
import { written, writtenEstate } from './written-estate';

const root = join(__dirname, '../../..');
const folder = join(root, 'dist/readme');

/** What README shows, as the stacks.ts of an application. */
function stacksOfReadme() {
  const [, shown] =
    /```ts\n(export class Kvittering .*?)```/s.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `stacks-${process.pid}.ts`);
  writeFileSync(
    file,
    [
      `import { Construct } from 'constructs';`,
      `import { ApplicationStack, applicationStacks, Database, WebService } from '@dotkom/service';`,
      `import { Environment } from '@dotkom/stack';`,
      shown,
      `export default applicationStacks(Kvittering);`,
    ].join('\n'),
  );
  return require(file).default;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("README's application has room beside those that there are", () => {
  const kvittering = written(stacksOfReadme(), { name: 'kvittering', owner: 'appkom' });
  expect(kvittering.map(({ name }) => name)).toEqual(['kvittering-prod', 'kvittering-staging']);
  expect(() => checkWorkspaceRules([...writtenEstate(), ...kvittering], () => undefined)).not.toThrow();
});
