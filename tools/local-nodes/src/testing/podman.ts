import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { busybox } from './image';

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

/** Why tests cannot run containers here; nothing where they can. */
export function whyNoContainers(): string | undefined {
  if (busybox === undefined) return 'there is no static busybox (apt install busybox-static)';
  const programs = process.env['CONTAINER_ENGINE'] ? [process.env['CONTAINER_ENGINE']] : ['docker', 'podman'];
  const answers = (program: string) => spawnSync(program, ['info'], { env: process.env }).status === 0;
  return programs.some(answers) ? undefined : 'no container engine answers (apt install podman runc)';
}

/** In CI, where everything that tests use is installed, what cannot run fails. */
export function refuseToSkipInCi(missing: string | undefined): void {
  if (missing && process.env['CI'])
    throw new Error(`No container can run here, and in CI nothing is skipped: ${missing}`);
}
