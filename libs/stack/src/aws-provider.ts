/**
 * The one version of the AWS provider that plans and applies every stack. The lock file at the root of the repository
 * holds its checksums. Both are raised together, and nothing else is: `npx nx run platform:upgrade-provider --to VERSION`
 * (docs/decisions/provider-version.md).
 */
export const awsProviderVersion = '5.100.0';
