/** An example of how something is used, from a doc comment or from a page. */
export interface Example {
  /** Of what it is, and where it stands. */
  readonly of: string;
  readonly code: string;
}

/** What examples speak of without making it. */
const surroundings: Readonly<Record<string, string>> = {
  database: `new Database(this, 'around')`,
  ...Object.fromEntries(
    ['backend', 'server', 'rpc', 'api', 'mailer'].map((name) => [
      name,
      `new WebService(this, 'around-${name}', { host: 'around-${name}.grades.no', port: 3000, healthCheck: '/health', cpu: '0.125 vCPU', memory: '256 MiB' })`,
    ]),
  ),
};

const imports = [
  `import { Construct } from 'constructs';`,
  `import * as all from '@dotkom/service';`,
  `import { Environment } from '@dotkom/stack';`,
  `const { ApplicationStack, applicationStacks, Bucket, Database, DnsRecord, EmailSender, OneOffTask, Queue, ScheduledJob, StaticSite, WebService, Worker } = all;`,
].join('\n');

/**
 * One program with every example in a scope of its own. What it exports as `examples` makes the stack of each, by what it
 * is an example of: lines within a constructor are put into one, and a class is a stack itself.
 */
export function exampleProgram(examples: readonly Example[]): string {
  const made = examples.map(({ of, code }) => {
    const create = /^export (class|default)/m.test(code) ? stackItself(code) : stackWith(code);
    return `  ${JSON.stringify(of)}: () => {\n${create}\n  },`;
  });
  return [
    '/* eslint-disable */',
    imports,
    'export const examples: Record<string, () => (scope: Construct, environment: Environment) => unknown> = {',
    ...made,
    '};',
    '',
  ].join('\n');
}

function stackItself(code: string): string {
  const [, name] = /class (\w+) extends ApplicationStack/.exec(code) ?? [];
  const stack = name ?? /applicationStacks\((\w+)/.exec(code)?.[1] ?? '';
  const known = name
    ? ''
    : `class ${stack} extends ApplicationStack {\n  constructor(scope: Construct, environment: Environment) { super(scope, { environment }); }\n}`;
  return [
    known,
    code
      .replace(/^import .*$/gm, '')
      .replace('export default', 'void')
      .replace(/^export /gm, ''),
    `return (scope, environment) => new ${stack}(scope, environment);`,
  ].join('\n');
}

function stackWith(code: string): string {
  const around = Object.entries(surroundings)
    .filter(
      ([name]) =>
        new RegExp(`(?<![\\w.'-])${name}(?![\\w'-]|:)`).test(code) && !code.includes(`const ${name} =`),
    )
    .map(([name, made]) => `const ${name} = ${made};`);
  return [
    'class Example extends ApplicationStack {',
    '  constructor(scope: Construct, environment: Environment) {',
    '    super(scope, { environment });',
    ...around,
    code,
    '  }',
    '}',
    'return (scope, environment) => new Example(scope, environment);',
  ].join('\n');
}
