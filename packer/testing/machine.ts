import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readContract } from '../contract';

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/**
 * A throw-away machine for the provisioning scripts: a root folder of its own, and a folder of stubs that comes first
 * on the PATH and writes down every call. The scripts that run are the real ones.
 */
export class Machine {
  readonly root: string;
  readonly uploads: string;

  private readonly folder = mkdtempSync(join(tmpdir(), 'node-image-'));
  private readonly stubs = join(this.folder, 'stubs');
  private readonly callLog = join(this.folder, 'calls');

  constructor() {
    this.root = join(this.folder, 'root');
    this.uploads = join(this.folder, 'uploads');
    for (const folder of [this.root, this.stubs, this.uploads]) mkdirSync(folder);
    writeFileSync(this.callLog, '');
  }

  /** Puts files/ and hooks/ where Packer uploads them to. */
  upload(): void {
    for (const name of ['files', 'hooks']) {
      cpSync(join(__dirname, '..', name), join(this.uploads, name), { recursive: true });
    }
  }

  /** A command that writes down how it was called, then does what the bash code says. */
  stub(command: string, code = ''): void {
    const file = join(this.stubs, command);
    writeFileSync(file, `#!/usr/bin/env bash\necho "${command} $*" >>"$CALLS"\n${code}\n`);
    chmodSync(file, 0o755);
  }

  /** Every call of a stub so far, in order. */
  calls(): string[] {
    return readFileSync(this.callLog, 'utf8').split('\n').filter(Boolean);
  }

  forgetCalls(): void {
    writeFileSync(this.callLog, '');
  }

  write(path: string, content: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  /** The permission bits, such as '644'. */
  mode(path: string): string {
    return (statSync(join(this.root, path)).mode & 0o777).toString(8);
  }

  /** All files below the root with their contents, to compare the machine before and after. */
  snapshot(): Record<string, string> {
    const files = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const paths = files.map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      paths.sort().map((path) => [path.slice(this.root.length), readFileSync(path, 'utf8')]),
    );
  }

  /** Runs one of the real scripts with the environment that the template gives it. */
  run(script: string, environment: Readonly<Record<string, string>> = {}): Outcome {
    return this.command([join(__dirname, '..', 'scripts', script)], environment);
  }

  /** Runs a bash file with the stubs first on the PATH. */
  command(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Outcome {
    const ran = spawnSync('bash', words, {
      encoding: 'utf8',
      env: {
        ...provisioningEnvironment(this.uploads),
        ...environment,
        PATH: `${this.stubs}:/usr/bin:/bin`,
        ROOT: this.root,
        CALLS: this.callLog,
        STATE: this.folder,
      },
    });
    return { code: ran.status ?? -1, output: ran.stdout + ran.stderr };
  }

  /** Throws the machine away. */
  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The environment that the template gives every script; template.spec.ts compares it with the template's own. */
export function provisioningEnvironment(uploads: string): Record<string, string> {
  const { ecsAgent, dynamicHostPorts, image, metadata } = readContract();
  const settings = Object.entries(ecsAgent.setByImage).map(([key, value]) => `${key}=${value}`);
  const ports = `${dynamicHostPorts.first}-${dynamicHostPorts.last}`;
  const { required, optional } = ecsAgent.setByUserData;
  return {
    UPLOADS: uploads,
    AMAZON_LINUX_RELEASE: 'latest',
    ECS_AGENT_CONFIG_FILE: ecsAgent.configFile,
    ECS_AGENT_SETTINGS: [...settings, `ECS_DYNAMIC_HOST_PORT_RANGE=${ports}`].join(' '),
    ECS_AGENT_MINIMUM_VERSION: ecsAgent.minimumVersion,
    USER_DATA_SETTINGS: [...required, ...optional].join(' '),
    METADATA_GUARD_UNIT: metadata.guardUnit,
    RELEASE_FILE: image.releaseFile,
    IMAGE_VERSION: '20260101-120000',
    IMAGE_COMMIT: '0123456789abcdef0123456789abcdef01234567',
    IMAGE_BUILT_AT: '2026-01-01T12:00:00Z',
    BASE_IMAGE_ID: 'ami-00000000000000000',
    BASE_IMAGE_NAME: 'stand-in',
    EXPECTED_ECS_AGENT_VERSION: '1.106.1',
    EXPECTED_DOCKER_VERSION: '25.0.16',
  };
}
