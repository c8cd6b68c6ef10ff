import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Which way imports run: apps → libs/service → the platform's contract → libs/stack; tools know no app. */
const layers = {
  application: ['service', 'stack'],
  shared: ['platform', 'stack'],
  service: ['platform', 'stack'],
  platform: ['stack'],
  stack: [],
  tool: ['tool', 'platform', 'stack'],
  image: [],
};

const barrel = {
  name: '@cdktf/provider-aws',
  message:
    "Import the resource itself, such as '@cdktf/provider-aws/lib/ecs-service': the barrel costs 13 s of compiling and a gigabyte (docs/decisions/deep-imports.md).",
};
const wholePlatform = {
  name: '@dotkom/platform',
  message:
    "Applications know of the platform what its contract says: import from '@dotkom/platform/contract' (docs/decisions/contract.md).",
};

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: Object.entries(layers).map(([layer, below]) => ({
            sourceTag: `layer:${layer}`,
            onlyDependOnLibsWithTags: [layer, ...below].map((name) => `layer:${name}`),
          })),
        },
      ],
      'no-restricted-imports': ['error', { paths: [barrel] }],
      '@typescript-eslint/no-explicit-any': 'off', // Terraform's JSON has no types; what reads it says which fields it means.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-require-imports': 'off', // Stacks are loaded by the path of their project.
    },
  },
  {
    files: ['libs/service/**/*.ts', 'apps/!(bootstrap|platform)/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [barrel, wholePlatform] }] },
  },
);
