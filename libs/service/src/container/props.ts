import { Cpu, Duration, Memory } from '@dotkom/stack';

/** A program and its arguments, without a shell between: `['node', 'worker.js']`. */
export type Command = readonly [string, ...string[]];

/**
 * A secret whose variable is called otherwise than its parameter: where several services of an application want different
 * values in one variable (each its own `SENTRY_DSN`), or one value in different ones.
 */
export interface RenamedSecret {
  /** The environment variable in which the image wants it. */
  readonly variable: string;
  /** The last word of its path in SSM, by which `nx secrets` knows it. */
  readonly parameter: string;
}

/** A plain setting that looks like a secret and is none, with the reason why anyone may read it. */
export interface PublicSetting {
  /** What the container gets. */
  readonly value: string;
  /** Why anyone may read it. */
  readonly publicBecause: string;
}

/** How ECS asks a container whether it lives. */
export interface ContainerCheck {
  /** The program that ends with 0 while it does. It must be in the image: distroless ones hold little but their own. */
  readonly command: Command;
  /** From 5 seconds to 5 minutes. @default '30 seconds' */
  readonly interval?: Duration;
  /** From 2 to 60 seconds. @default '5 seconds' */
  readonly timeout?: Duration;
  /** How long a new container may take before a failed check counts; at most 5 minutes. @default '1 minute' */
  readonly startPeriod?: Duration;
}

/** What every container may say of itself, whether it serves, works or accompanies another. */
export interface ContainerProps {
  /** How much CPU it is sure of; it may use more while the node has some to spare. */
  readonly cpu: Cpu;
  /** How much memory it may use. A container that uses more is stopped. */
  readonly memory: Memory;
  /**
   * What starts in place of the image's own ENTRYPOINT, such as one that a shell runs or that is meant for development;
   * `command` follows it. @default the image's
   */
  readonly entryPoint?: Command;
  /** What runs in place of the image's own command (CMD). @default the image's */
  readonly command?: Command;
  /**
   * Plain settings. Anyone who may look at AWS can read them, so one that looks like a secret is refused; one that only
   * looks like it says why: `{ value: 'pk_live_...', publicBecause: 'Stripe means it for browsers' }`. AWS's SDKs find their
   * region without one (`AWS_REGION`, `AWS_DEFAULT_REGION`), and their rights by the role of the task.
   */
  readonly environment?: Readonly<Record<string, string | PublicSetting>>;
  /**
   * The names of secrets, which the container gets as environment variables of the same names, unless it says otherwise:
   * `{ variable: 'SENTRY_DSN', parameter: 'WEB_SENTRY_DSN' }`. Their values are kept in SSM under
   * `/secrets/<application>/<environment>/<NAME>` and never pass through code, plan or state. A name is one value for the
   * whole application in an environment.
   */
  readonly secrets?: readonly (string | RenamedSecret)[];
  /**
   * The user, and the group if need be, it runs as: the one that its Dockerfile's USER names, `'1001'`, `'node'` or
   * `'1001:1001'`. An image that has to begin as root says why: `{ root: 'nginx binds port 80 before it becomes nginx' }`.
   * @default '1000:1000', whoever that is in the image
   */
  readonly user?: string | { readonly root: string };
  /**
   * Folders it may write to besides /tmp, such as `['/app/.next/cache']`, whoever it runs as. Each is kept in memory,
   * holds at most 64 MiB, counts as the container's memory and begins empty. Everything else is read only.
   */
  readonly writable?: readonly string[];
  /** Why it must be able to write anywhere on its disk: this makes it so. What it writes is gone with its task. */
  readonly writableRoot?: string;
  /**
   * What it may do as root beyond what any user may, none by default: for example nginx's own image, which begins as
   * root, needs CHOWN, SETGID and SETUID.
   */
  readonly capabilities?: { readonly add: readonly string[]; readonly because: string };
  /** How ECS asks it whether it lives. @default not; ECS ignores the HEALTHCHECK of an image */
  readonly containerCheck?: ContainerCheck;
  /** How long it may take to end when it is asked to; at most 2 minutes. @default '30 seconds' */
  readonly stopTimeout?: Duration;
}
