import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { Engine } from '../engine/engine';

/**
 * Has Podman, where it is root, run on machines that allow less than it asks for (no systemd, no overlay, hard limits),
 * with images and containers of the test's own. It is told by environment variables, which everything that the test
 * starts inherits.
 */
export function configurePodman(): { remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'podman-'));
  const isPodman = (process.env['CONTAINER_ENGINE'] ?? 'podman').endsWith('podman');
  if (isPodman && process.getuid?.() === 0 && process.platform === 'linux') {
    const runtime = existsSync('/usr/sbin/runc') ? 'runtime = "runc"\n' : '';
    writeFileSync(
      join(folder, 'containers.conf'),
      `[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n[engine]\n${runtime}cgroup_manager = "cgroupfs"\n`,
    );
    writeFileSync(
      join(folder, 'storage.conf'),
      `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/graph"\nrunroot = "${folder}/run"\n`,
    );
    process.env['CONTAINERS_CONF'] = join(folder, 'containers.conf');
    process.env['CONTAINERS_STORAGE_CONF'] = join(folder, 'storage.conf');
  }
  return { remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** The static busybox of which test images are made: no registry of images has to be reachable. */
const busybox = ['/bin/busybox', '/usr/bin/busybox'].find(
  (file) =>
    existsSync(file) && !/NEEDED|interpreter/.test(spawnSync('ldd', [file], { encoding: 'utf8' }).stdout),
);

/**
 * Why tests cannot run containers here; nothing where they can. Where nothing may be skipped (CI) they run, and fail,
 * all the same.
 */
export function whyNoContainers(): string | undefined {
  if (process.env['CI']) return undefined;
  if (busybox === undefined) return 'there is no static busybox (apt install busybox-static)';
  const programs = process.env['CONTAINER_ENGINE'] ? [process.env['CONTAINER_ENGINE']] : ['docker', 'podman'];
  const answers = (program: string) => spawnSync(program, ['info'], { env: process.env }).status === 0;
  return programs.some(answers) ? undefined : 'no container engine answers (apt install podman runc)';
}

/** What a test's image holds beside busybox, and what it runs. */
export interface TestImage {
  command: readonly string[];
  files?: Readonly<Record<string, string>>;
  /** Lines of its Dockerfile before the command. */
  lines?: readonly string[];
}

/** Builds an image from scratch; gives its id. */
export async function buildImage(
  engine: Engine,
  name: string,
  { command, files = {}, lines = [] }: TestImage,
) {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  try {
    const copies = Object.entries(files).map(([path, text], index) => {
      writeFileSync(join(folder, `file-${index}`), text, { mode: 0o755 });
      return `COPY file-${index} ${path}`;
    });
    spawnSync('cp', [busybox!, join(folder, 'busybox')]);
    const applets = ['sh', 'httpd', 'sleep', 'cat', 'echo', 'nc', 'mkdir', 'dd', 'env', 'head', 'tail', 'tr'];
    const dockerfile = [
      'FROM scratch',
      ...['busybox', ...applets].map((applet) => `COPY busybox /bin/${applet}`),
      'ENV PATH=/bin',
      ...copies,
      ...lines,
      `CMD ${JSON.stringify(command)}`,
    ];
    writeFileSync(join(folder, 'Dockerfile'), dockerfile.join('\n'));
    const isolation = engine.kind === 'podman' ? ['--isolation', 'chroot'] : [];
    await engine.run(['build', '--quiet', ...isolation, '--tag', name, folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return (await engine.image(name))!.id;
}
