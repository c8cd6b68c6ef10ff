import { organisation } from '@dotkom/stack/conventions';

/**
 * The command by which a person gets in to a database at a port of this machine. The password is in the parameter and is
 * shown by neither this nor the command, which hands it to psql.
 *
 * @param aws the AWS CLI, with what it needs to reach the account.
 */
export function psqlCommand(secret: string, port: number, aws = 'aws'): string {
  const read = `${aws} ssm get-parameter --region ${organisation.region} --name ${secret} --with-decryption --query Parameter.Value --output text`;
  // The certificate is for the database's own name, so that here it can be asked for and not be compared. What only
  // node-postgres knows, psql refuses.
  const rewrite = `sed -e 's#@[^/]*/#@127.0.0.1:${port}/#' -e 's#verify-full#require#' -e 's#uselibpqcompat=true&##'`;
  return `psql "$(${read} | ${rewrite})"`;
}

/** The form of its address. */
export function addressAt(port: number): string {
  return `127.0.0.1:${port}: postgresql://<user>:<password>@127.0.0.1:${port}/<database>?sslmode=require`;
}
