import { UserError } from '@dotkom/stack/conventions';

/** An instance type whose size nobody wrote down. */
export function unknownInstanceType(name: string, where: string): UserError {
  return new UserError(
    `${where} has instances of the type '${name}', and how large they are is not known here. ` +
      `Add its family to tools/outlook/src/estate/instance-types.ts, with vCPUs and memory from EC2's list of instance types.`,
  );
}
