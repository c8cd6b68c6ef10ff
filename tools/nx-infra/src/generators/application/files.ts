import { marksOf } from '../../sync/marked';

export interface ApplicationFiles {
  readonly name: string;
  readonly owner: string;
  readonly className: string;
}

/** The files of a new application, by their paths in its folder. What is not text is written as JSON. */
export function applicationFiles({
  name,
  owner,
  className,
}: ApplicationFiles): Record<string, string | object> {
  return {
    'project.json': {
      name,
      $schema: '../../node_modules/nx/schemas/project-schema.json',
      projectType: 'application',
      metadata: { owner },
      tags: ['layer:application'],
    },
    'tsconfig.json': { extends: '../../tsconfig.base.json', include: ['src'] },
    'jest.config.js': `module.exports = { displayName: '${name}', preset: '../../jest.preset.js' };\n`,
    'README.md': readme(name),
    'src/stacks.ts': stacks(className),
    'src/stacks.spec.ts': stacksSpec(name),
  };
}

function readme(name: string): string {
  return `# ${name}

What it is, for someone who has never heard of it. Who owns it says [project.json](project.json).

${marksOf('picture').join('\n\n')}

- \`src/stacks.ts\` is all that it runs on, in every environment.
- \`npx nx g service NAME --application ${name}\` adds a service.
- \`npx nx diff ${name} -c local\` shows what a change would do, \`npx nx show project ${name} --web=false\` all that can be done.

[The whole path](../../docs/guides/new-application.md), from here to what people can open.
`;
}

function stacks(className: string): string {
  return `import { Construct } from 'constructs';
import { ApplicationStack, applicationStacks } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

export class ${className} extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
  }
}

export default applicationStacks(${className});
`;
}

/** What only this application promises is for its team to write; the rest is tested for all of them in tools/test-all. */
function stacksSpec(name: string): string {
  return `import { join } from 'node:path';
import { readProject } from '@dotkom/stack';
import { synthesisedStacks } from '@dotkom/stack/testing';
import stacks from './stacks';

const built = synthesisedStacks(stacks, readProject(join(__dirname, '..')));

describe('${name}', () => {
  it('has a stack in staging and one in prod', () => {
    expect(Object.keys(built)).toEqual(['${name}-staging', '${name}-prod']);
  });
});
`;
}
