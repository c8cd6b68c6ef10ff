import nx from '@nx/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import { tsImport } from 'tsx/esm/api';
import tseslint from 'typescript-eslint';

const { houseRules, noCircles, withPage } = await tsImport(
  './tools/house-rules/src/index.ts',
  import.meta.url,
);

const boundaries = 'enforce-module-boundaries';
const nxWithPage = { rules: { [boundaries]: withPage(nx.rules[boundaries], 'docs/architecture.md') } };
const house = { rules: { ...houseRules.rules, 'no-circles': noCircles(importX.rules['no-cycle']) } };

/**
 * Which way imports run: apps → libs/service → the platform's contract → libs/stack; commands → engines → what
 * looks ahead → what reads synthesised stacks → libs/stack. Nothing imports an application.
 */
const layers = {
  application: ['service', 'stack'],
  shared: ['platform', 'stack'],
  service: ['platform', 'stack'],
  platform: ['stack'],
  stack: [],
  command: ['engine', 'outlook', 'synthesised', 'local', 'processes', 'platform', 'stack'],
  engine: ['engine', 'outlook', 'synthesised', 'local', 'processes', 'platform', 'stack'],
  outlook: ['synthesised', 'processes', 'platform', 'stack'],
  synthesised: ['processes', 'platform', 'stack'],
  local: ['local', 'outlook', 'processes', 'platform', 'stack'],
  processes: [],
  proof: ['proof', 'command', 'engine', 'outlook', 'synthesised', 'local', 'processes', 'platform', 'stack'],
  image: ['stack'],
};

const applications = 'apps/!(bootstrap|platform)';

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nxWithPage, house },
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.base.json' })],
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: Object.entries(layers).map(([layer, below]) => ({
            sourceTag: `layer:${layer}`,
            onlyDependOnLibsWithTags: below.map((name) => `layer:${name}`),
          })),
        },
      ],
      'house/deep-imports': 'error',
      'house/no-circles': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'no-type-imports' }], // A circle of types is one, too.
      '@typescript-eslint/no-explicit-any': 'off', // Terraform's JSON has no types; what reads it says which fields it means.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-require-imports': 'off', // Stacks are loaded by the path of their project.
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['**/errors.ts', '**/*.spec.ts', '**/testing/**'],
    rules: { 'house/messages-in-errors': 'error' },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: { 'house/no-foreign-state': 'error', 'house/no-launch-type': 'error' },
  },
  {
    files: ['libs/service/**/*.ts', 'tools/**/*.ts', `${applications}/**/*.ts`],
    rules: { 'house/contract-only': 'error' },
  },
  {
    files: ['tools/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'], // They make stacks.
    rules: { 'house/conventions-only': 'error' },
  },
  {
    files: [`${applications}/src/**/*.ts`],
    ignores: ['**/*.spec.ts'], // A test says what AWS will see.
    rules: {
      'house/no-aws-literals': 'error',
      'house/no-iam': 'error',
      'house/no-listener-priority': 'error',
    },
  },
  {
    files: ['tools/end-to-end/src/moving-in/fixture/application/*.ts'], // An application, where a test puts it.
    rules: { '@nx/enforce-module-boundaries': 'off', 'house/conventions-only': 'off' },
  },
);
