import { applicationFiles } from '../application/files';
import { StacksFile } from './stacks-file';

const empty = applicationFiles({ name: 'grades', owner: 'dotkom', className: 'Grades' })[
  'src/stacks.ts'
] as string;
const from = '@dotkom/service';
const add = (text: string, code = "new WebService(this, 'web', { port: 1 });") =>
  new StacksFile(text).withConstruct(code, 'WebService', from);

function take(text: string, id: string): string {
  const file = new StacksFile(text);
  const construct = file.constructs().find((each) => each.id === id);
  if (!construct) throw new Error(`There is no ${id}.`);
  return file.withoutConstruct(construct);
}

/** What a formatter would not change. */
const plain = (text: string) => text.replace(/,?\s+/g, ' ');

describe('adding a construct', () => {
  const added = add(empty) ?? '';

  it('puts it at the end of the constructor, and imports it', () => {
    expect(added).toContain(
      "super(scope, { environment });\n\nnew WebService(this, 'web', { port: 1 });\n  }",
    );
    expect(added).toContain(
      "import { ApplicationStack, applicationStacks, WebService } from '@dotkom/service';",
    );
  });

  it('imports it once', () => {
    const twice = add(added, "new WebService(this, 'api', {});") ?? '';
    expect(twice.match(/import .*WebService/g)).toHaveLength(1);
    expect(new StacksFile(twice).constructs().map(({ id }) => id)).toEqual(['web', 'api']);
  });

  it('keeps every character that a person wrote', () => {
    const own = empty.replace(
      'super(scope, { environment });',
      'super(scope, { environment }); // first\n    const text = "} // new WebService(this, \'web\')"; /* } */\n    // the end }',
    );
    const result = add(own) ?? '';
    expect(
      result.replace(', WebService }', ' }').replace("\nnew WebService(this, 'web', { port: 1 });", ''),
    ).toBe(own);
    expect(result).toContain("// the end }\nnew WebService(this, 'web'");
  });

  it('finds a construct by what it is, not by what a line looks like', () => {
    const own = empty.replace(
      'super(scope, { environment });',
      "super(scope, { environment }); // new WebService(this, 'web', {})\n    const text = `new WebService(this, 'api', {})`;",
    );
    expect(new StacksFile(own).constructs()).toEqual([]);
  });

  it.each([
    ['an empty file', ''],
    ['no application', 'export const x = 1;'],
    ['two applications', `${empty}${empty.replaceAll('Grades', 'Other')}`],
    [
      'no constructor',
      "import { ApplicationStack } from '@dotkom/service';\nclass A extends ApplicationStack {}",
    ],
    ['an environment in pieces', empty.replace('environment: Environment', '{ name }: Environment')],
    [
      'another import of everything',
      empty.replace('{ ApplicationStack, applicationStacks }', '* as service'),
    ],
    ['another thing of that name', empty.replace("'constructs';", "'constructs';\nconst WebService = 1;")],
  ])('is not tried in %s', (_what, text) => expect(add(text)).toBeUndefined());
});

describe('taking a construct out', () => {
  it('gives back what was there before it was added', () => {
    expect(plain(take(add(empty) ?? '', 'web'))).toBe(plain(empty));
  });

  it('takes the comments above it along, and leaves those of others', () => {
    const own = empty.replace(
      'super(scope, { environment });',
      "super(scope, { environment }); // stays\n    // goes\n    /* goes */\n    new WebService(this, 'web', {});\n    // stays too",
    );
    const left = take(own, 'web');
    expect(left).not.toContain('goes');
    expect(left).toContain('// stays\n    // stays too');
  });

  it('takes out the imports that only it needed', () => {
    const own = `import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';\n${add(empty, "new WebService(this, 'web', { queue: SqsQueue, name: Environment });")}`;
    const left = take(own, 'web');
    expect(left).not.toContain('SqsQueue');
    expect(left).not.toContain('WebService');
    expect(left).toContain('import { Environment }');
  });

  it('leaves the import that another construct needs', () => {
    const two = add(add(empty) ?? '', "new WebService(this, 'api', {});") ?? '';
    expect(take(two, 'web')).toContain('applicationStacks, WebService }');
  });

  it('knows when a statement does more, and which lines use what it is called', () => {
    const own = empty.replace(
      'super(scope, { environment });',
      "super(scope, { environment });\n    new Queue(this, 'mail').allow(new WebService(this, 'web', {}));\n    const api = new WebService(this, 'api', {});\n    use(api);",
    );
    const file = new StacksFile(own);
    const [mail, web, api] = file.constructs();
    expect([mail, web, api].map((each) => [each?.id, each?.alone, each?.variable])).toEqual([
      ['mail', false, undefined],
      ['web', false, undefined],
      ['api', true, 'api'],
    ]);
    if (!api) throw new Error('There is no api.');
    expect(file.linesThatUse('api', api)).toEqual([10]);
  });
});
