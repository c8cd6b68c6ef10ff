/**
 * The environment in which AWS clients and Terraform reach the local AWS and can reach no other: what a user's
 * shell says about accounts is overwritten, not only added to.
 *
 * @param caller who a recording says it was; the local AWS lets everybody do everything.
 */
export function localAwsEnvironment(endpoint: string, caller = 'local'): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries(ownEndpoints().map((name) => [name, endpoint])),
    // S3 Control puts the account before the host, and no name server knows 123456789012.127.0.0.1. Whoever asks for such
    // a host is sent to the endpoint; for 127.0.0.1 itself clients ask no proxy.
    HTTP_PROXY: endpoint,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    AWS_ACCESS_KEY_ID: caller,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'eu-north-1',
    AWS_DEFAULT_REGION: 'eu-north-1',
    ...Object.fromEntries(emptied.map((name) => [name, ''])),
    // A file that is there and empty: no profile, no region, no credentials, no endpoint from the user's own.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_CLI_AUTO_PROMPT: 'off',
  };
}

/** The ways in which a shell can name another account or another endpoint: AWS clients take empty for unset. */
const emptied = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_CA_BUNDLE',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
];

/** An endpoint that the shell gives one service goes before the one for all: those it has are redirected too. */
function ownEndpoints(): string[] {
  return Object.keys(process.env).filter((name) => /^AWS_ENDPOINT_URL_|^(TF_)?AWS_\w+_ENDPOINT$/.test(name));
}
