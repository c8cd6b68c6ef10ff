import { execFile, ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { engineFailed } from '../errors';

const execute = promisify(execFile);

/** An image that an engine has. */
export interface EngineImage {
  /** `sha256:...`, which stands for its digest in a release. */
  id: string;
  /** `amd64`, `arm64`, ... */
  architecture: string;
  /** Names it has in the engine. */
  names: readonly string[];
}

/** A container as the engine sees it. */
export interface ContainerState {
  running: boolean;
  outOfMemory: boolean;
  /** Why it could not be started. */
  error: string;
  /** The address within its network. */
  address: string;
  /** Of its ports, which of this machine's lead to them. */
  hostPorts: Readonly<Record<number, number>>;
}

/** Docker or Podman, by its command line: the one thing that both offer alike, wherever their server is. */
export class Engine {
  readonly program: string;
  readonly kind: 'docker' | 'podman';

  constructor(program: string, kind: 'docker' | 'podman') {
    this.program = program;
    this.kind = kind;
  }

  /** The image, by a name, an id or a digest; nothing when the engine does not have it. */
  async image(reference: string): Promise<EngineImage | undefined> {
    const told = await this.ignoringGone(['image', 'inspect', reference]);
    if (told === undefined) return undefined;
    const [{ Id, Architecture, RepoTags }] = JSON.parse(told);
    const id = Id.startsWith('sha256:') ? Id : `sha256:${Id}`;
    return { id, architecture: Architecture, names: RepoTags ?? [] };
  }

  /**
   * Starts a container and stays with it: what it writes and how it ends are those of the process that is given.
   *
   * @param folder of its own; Podman leaves a file `oom` there when the container is out of memory.
   */
  start(args: readonly string[], environment: NodeJS.ProcessEnv, folder: string): ChildProcess {
    mkdirSync(folder, { recursive: true });
    return spawn(this.program, ['run', ...args], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /**
   * How a container is; nothing when there is none of that name.
   *
   * @param folder the one that it was started with.
   */
  async inspect(name: string, folder: string): Promise<ContainerState | undefined> {
    const told = await this.ignoringGone(['container', 'inspect', name]);
    if (told === undefined) return undefined;
    const [{ State, NetworkSettings }] = JSON.parse(told);
    const [network] = Object.values<{ IPAddress?: string }>(NetworkSettings?.Networks ?? {});
    return {
      running: State.Running,
      // Podman itself looks for the file elsewhere, and says false (4.3 on cgroups v1).
      outOfMemory: State.OOMKilled || existsSync(join(folder, 'oom')),
      error: State.Error ?? '',
      address: network?.IPAddress ?? '',
      hostPorts: hostPorts(NetworkSettings?.Ports),
    };
  }

  /** Whether a command ends well within a container. */
  async succeedsIn(name: string, command: readonly string[], timeoutSeconds: number): Promise<boolean> {
    const options = { env: process.env, timeout: timeoutSeconds * 1000, killSignal: 'SIGKILL' as const };
    return execute(this.program, ['exec', name, ...command], options).then(
      () => true,
      () => false,
    );
  }

  /** Asks a container to end (SIGTERM), and kills it when it has not after so many seconds. */
  async stop(name: string, seconds: number): Promise<void> {
    await this.ignoringGone(['stop', '--time', String(seconds), name]);
  }

  async remove(...names: readonly string[]): Promise<void> {
    if (names.length > 0) await this.ignoringGone(['rm', '--force', '--volumes', ...names]);
  }

  /** A network of that name, with a label; its gateway is where a container finds this machine, if it is Linux. */
  async createNetwork(name: string, label: string): Promise<{ gateway: string; subnet: string }> {
    await this.run(['network', 'create', '--label', label, name]);
    const [network] = JSON.parse(await this.run(['network', 'inspect', name]));
    const [{ gateway, Gateway, subnet, Subnet }] = network.subnets ?? network.IPAM.Config;
    return { gateway: gateway ?? Gateway, subnet: subnet ?? Subnet };
  }

  /**
   * Does something while this machine has the address of a network. Docker gives it for good; Podman only while there is
   * a container in it, and one that is prepared and never started will do. What listens on it goes on listening.
   */
  async whileNetworkIsThere(network: string, image: string, use: () => Promise<void>): Promise<void> {
    if (this.kind === 'docker') return use();
    const holder = `${network}-holder`;
    await this.run(['create', '--name', holder, '--network', network, '--pull', 'never', image]);
    try {
      // Its network is made before its command is looked at, which may be one that cannot run.
      await this.run(['init', holder]).catch(() => undefined);
      await use();
    } finally {
      await this.remove(holder);
    }
  }

  /**
   * Removes every container and then every network with a label, whoever started them: until none is left, because what
   * a killed process had begun goes on for a moment, and an engine that loses sight of another's container in the middle
   * of a removal says that something is gone and leaves the rest.
   */
  async removeLabelled(label: string): Promise<void> {
    const list = async (args: string[]) =>
      (await this.run([...args, '--quiet', '--filter', `label=${label}`])).split(/\s+/).filter(Boolean);
    for (let left = 10; left > 0; left -= 1) {
      const containers = await list(['ps', '--all']);
      const networks = await list(['network', 'ls']);
      if (containers.length + networks.length === 0) return;
      await this.remove(...containers);
      if (networks.length > 0) {
        await this.run(['network', 'rm', ...networks]).catch((error: unknown) => {
          if (left === 1) throw error;
        });
      }
      await sleep(100);
    }
  }

  /** @throws UserError with what the engine says. */
  async run(args: readonly string[]): Promise<string> {
    try {
      const { stdout } = await execute(this.program, args, { env: process.env, maxBuffer: 16 * 1024 ** 2 });
      return stdout.trim();
    } catch (error) {
      const { stderr, message } = error as { stderr?: string; message: string };
      throw engineFailed(this.program, args[0] ?? '', (stderr || message).trim());
    }
  }

  /** As {@link run}; nothing where the engine says that it has no such thing. */
  private async ignoringGone(args: readonly string[]): Promise<string | undefined> {
    return this.run(args).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    });
  }
}

const ofImages = /no such image|image not known|unable to find|failed to find image/i;
const ofOthers = /no such (container|network|object)|no container with name|not found|is not running/i;

function isGone(error: unknown): boolean {
  return ofImages.test(String(error)) || ofOthers.test(String(error));
}

function hostPorts(ports: Record<string, { HostPort: string }[] | null> | undefined): Record<number, number> {
  return Object.fromEntries(
    Object.entries(ports ?? {}).flatMap(([port, bindings]) =>
      bindings?.[0] ? [[Number.parseInt(port), Number(bindings[0].HostPort)]] : [],
    ),
  );
}
