import { cell, row, table } from '../markdown/table';
import { linkedPaths } from '../markdown/linked-paths';
import { DescribedConstruct, NamedType, Property } from './model';
import { banner } from '../banner';
import { kebab } from '../kebab';

/** Where a construct's page is: `docs/reference/service/web-service.md`. */
export function pageOf({ name, library }: DescribedConstruct): string {
  return `docs/reference/${library.replace('libs/', '')}/${kebab(name)}.md`;
}

/** The page of a construct: what it is for, an example, what it is asked, what it has and can do, what it refuses. */
export function constructPage(construct: DescribedConstruct): string {
  const { name, file, library, documented, asked, types, attributes, methods } = construct;
  const parts = [
    banner,
    `# ${name}`,
    documented.text,
    ...documented.examples.map(code),
    `From \`@dotkom/${library.replace('libs/', '')}\`, written in [${file}](../../../${file}).`,
    ...section('What it is asked', asked, propertyTable(asked)),
    ...types.flatMap((type) => typeSection(type)),
    ...section('What it has', attributes, attributeTable(attributes)),
    ...section('What it can do', methods, methods.map(methodText).join('\n\n')),
    ...section(
      'What it refuses',
      documented.throws,
      documented.throws.map((each) => `- ${oneLine(each)}`).join('\n'),
    ),
  ];
  return linkedPaths(`${parts.filter(Boolean).join('\n\n')}\n`, pageOf(construct));
}

function section(title: string, of: readonly unknown[], text: string): string[] {
  return of.length > 0 ? [`## ${title}`, text] : [];
}

function typeSection(type: NamedType): string[] {
  return [`### ${type.name}`, type.documented.text, ...type.documented.examples.map(code), formOf(type)];
}

function formOf({ properties, constructs, methods, alias }: NamedType): string {
  if (constructs) return `Each of these is one: ${constructs.map((name) => `\`${name}\``).join(', ')}.`;
  if (methods) return methods.map(methodText).join('\n\n');
  return alias === undefined ? propertyTable(properties) : code(alias);
}

function propertyTable(properties: readonly Property[]): string {
  return table(
    ['property', 'type', 'default', 'what it is'],
    properties.map(({ name, type, isOptional, documented: { text, byDefault } }) =>
      row(
        `\`${name}\``,
        `\`${cell(type)}\``,
        isOptional ? cell(oneLine(byDefault ?? 'none')) : '**required**',
        cell(oneLine(text)),
      ),
    ),
  );
}

function attributeTable(attributes: readonly Property[]): string {
  return table(
    ['attribute', 'type', 'what it is'],
    attributes.map(({ name, type, documented: { text } }) =>
      row(`\`${name}\``, `\`${cell(type)}\``, cell(oneLine(text))),
    ),
  );
}

function methodText({
  signature,
  documented: { text, throws },
}: DescribedConstruct['methods'][number]): string {
  const refused = throws.map((each) => `Refuses ${oneLine(each).replace(/^when /, 'where ')}`);
  return [`\`${signature}\``, text, ...refused].filter(Boolean).join('\n\n');
}

function code(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
