import { UserError } from '@dotkom/stack';

export function givenByDatabase(name: string): UserError {
  return new UserError(
    `'${name}' comes with the database, and is declared as well. Leave it out of 'environment' and 'secrets'.`,
  );
}

export function nameTakenTwice(name: string): UserError {
  return new UserError(`Two things are called '${name}'. Each needs a name of its own here: rename one.`);
}

export function taskDefinitionTooLarge(bytes: number, most: number): UserError {
  return new UserError(
    `The containers of this task take ${bytes} bytes to describe, and ECS takes ${most}. ` +
      `Shorten the values of 'environment'; what is large belongs into the image or a bucket.`,
  );
}

export function policyTooLong(
  kind: 'task' | 'execution',
  size: { readonly length: number; readonly most: number; readonly ofIam: number; readonly things: number },
): UserError {
  const { length, most, ofIam, things } = size;
  const what = {
    task: `What this task may do on ${things} things`,
    execution: `What ECS may do to start this task, read ${things} things,`,
  };
  const remedy = {
    task: `Grant it fewer: folders of one bucket in place of several buckets, one queue for several kinds of messages, or split what it does into two services.`,
    execution: `Give it fewer secrets: several in one as JSON, or split what it does into two services.`,
  };
  return new UserError(
    `${what[kind]} takes up to ${length} characters to write down, and at most ${most} are allowed: ` +
      `IAM takes ${ofIam} of one role, of which some stay free. ${remedy[kind]}`,
  );
}

export function notAnImageOwner(value: string): UserError {
  return new UserError(
    `The image is ${value}. Give the service whose image it is, by the constant it was assigned to (image: backend), ` +
      `or one of a public registry by its digest, 'public.ecr.aws/nginx/nginx:1.29@sha256:<64 digits>': a tag can mean another image tomorrow.`,
  );
}

export function runsTheService(name: string): UserError {
  return new UserError(
    `'${name}' runs the image of a service without a command, and so would be that service, which does not end. ` +
      `Say what it runs: command: ['node', 'migrate.js'].`,
  );
}

export function notPinned(image: string): UserError {
  const meant = /^[a-z][\w-]*$/i.test(image)
    ? `If '${image}' is a service or worker of yours, write the constant that it is, without quotes: const api = new WebService(...), and image: api. `
    : '';
  return new UserError(
    `The image '${image}' is not pinned: a tag can mean another image tomorrow. ${meant}` +
      `Write its registry and end it in its digest, such as 'public.ecr.aws/nginx/nginx:1.29@sha256:<64 digits>'. ` +
      `docker buildx imagetools inspect <image> shows it.`,
  );
}

export function checkedButUnhealthy(name: string): UserError {
  return new UserError(
    `The container '${name}' is waited for until it is HEALTHY, and has no containerCheck that could say so. Give it one, or wait for START.`,
  );
}

export function fitsNoNode(
  exceeding: readonly { readonly size: string; readonly most: string }[],
  proxy?: string,
): UserError {
  const list = (sizes: readonly string[]) => sizes.join(' and ');
  const withProxy = proxy ? `, here with ${proxy} for the proxy of Service Connect` : '';
  return new UserError(
    `A task of ${list(exceeding.map(({ size }) => size))} fits on no node: an empty one has room for ${list(exceeding.map(({ most }) => most))}. ` +
      `All containers of a task count${withProxy}. Make it smaller.`,
  );
}

export function notARetention(retention: string, days: readonly number[]): UserError {
  return new UserError(
    `CloudWatch cannot keep a log for '${retention}'. It knows these numbers of days: ${days.join(', ')}.`,
  );
}

export function execInProd(): UserError {
  return new UserError(
    `A shell in a container (exec) is not for prod. Use environment.pick({ prod: false, staging: true }).`,
  );
}

export function execNeedsDisk(): UserError {
  return new UserError(
    `A shell in a container (exec) needs a disk that can be written. Say so: writableRoot: 'for ECS Exec'.`,
  );
}

export function formerlyTheSame(name: string): UserError {
  return new UserError(
    `'${name}' is what it is called, and 'formerly' says what it was called before. Leave 'formerly' away, or give it its new name.`,
  );
}
