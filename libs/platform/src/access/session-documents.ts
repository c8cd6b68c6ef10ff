import { awsName } from '@dotkom/stack';

/** The Session document by which shells on a platform's instances are started. */
export function shellDocument(platform: string): string {
  return awsName('session document', [platform, 'shell']);
}

/** The Session document by which tunnels to a platform's database are started. */
export function tunnelDocument(platform: string): string {
  return awsName('session document', [platform, 'database-tunnel']);
}
