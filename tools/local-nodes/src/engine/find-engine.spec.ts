import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { findEngine, requireEngine } from './find-engine';

const parent = temporaryFolder();
const before = process.env;

afterEach(() => {
  process.env = before;
});

/** A machine on whose PATH are these programs, each a script; and what CONTAINER_ENGINE says there. */
function machine(programs: Readonly<Record<string, string>>, named?: string): void {
  const folder = mkdtempSync(join(parent, 'bin-'));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  process.env = { PATH: folder, ...(named && { CONTAINER_ENGINE: named }) };
}

const docker = `echo '{"ServerVersion":"28.5.1"}'`;
const podman = `echo '{"host":{"cgroupVersion":"v2"}}'`;
const noDaemon = 'echo "Cannot connect to the Docker daemon" >&2; exit 1';

describe('the container engine', () => {
  it.each([
    ['Docker', { docker, podman }, undefined, ['docker', 'docker']],
    ['Podman where Docker does not answer', { docker: noDaemon, podman }, undefined, ['podman', 'podman']],
    ['Podman under the name of Docker', { docker: podman }, undefined, ['docker', 'podman']],
    ['the one that is named', { docker, podman }, 'podman', ['podman', 'podman']],
  ])('is %s', async (_, programs, named, [program, kind]) => {
    machine(programs, named);
    expect(await findEngine()).toMatchObject({ program, kind });
  });

  it('is none where none is there, or none is wanted', async () => {
    machine({});
    expect(await findEngine()).toBeUndefined();
    machine({ docker }, 'none');
    expect(await findEngine()).toBeUndefined();
  });

  it('is said how to get where one is needed', async () => {
    machine({ docker: noDaemon });
    await expect(requireEngine()).rejects.toThrow(
      /^No container engine answers .* Linux with Docker Engine, or with Podman/,
    );
  });

  it.each([
    ['there is none of that name', {}, 'nerdctl', /'nerdctl' does not answer: there is no such program/],
    [
      'it does not run',
      { docker: noDaemon },
      'docker',
      /'docker' does not answer: Cannot connect.* Start it/,
    ],
    [
      'its server does not',
      { docker: `echo '{"ServerVersion":"","ServerErrors":["daemon is down"]}'` },
      'docker',
      /'docker' does not answer: daemon is down/,
    ],
    [
      'this user may not use it',
      { docker: 'echo "permission denied on /var/run/docker.sock" >&2; exit 1' },
      'docker',
      /Your user may not use it: on Linux, be in its group \(docker\), or start npm start as root/,
    ],
    ['it is another program', { lxc: 'echo hello' }, 'lxc', /'lxc' is neither Docker nor Podman/],
  ])('that is named is refused where %s', async (_, programs, named, message) => {
    machine(programs as Record<string, string>, named);
    await expect(findEngine()).rejects.toThrow(message);
  });

  it('has no image that it does not know, and says what else is wrong', async () => {
    const images = 'echo "Error: No such image: grades:dev" >&2; exit 1';
    machine({ docker: `[ "$1" = info ] && ${docker} || { ${images}; }` });
    expect(await (await requireEngine()).image('grades:dev')).toBeUndefined();
    machine({ docker: `[ "$1" = info ] && ${docker} || { ${noDaemon}; }` });
    await expect((await requireEngine()).image('grades:dev')).rejects.toThrow(
      'docker image failed: Cannot connect to the Docker daemon',
    );
  });

  it('removes until nothing is left, also where it lost sight of a container in the middle', async () => {
    const asked = join(mkdtempSync(join(parent, 'asked-')), 'asked');
    machine({
      docker: `
        case "$1 $2" in
          info*) ${docker} ;;
          "network ls") [ -e ${asked}2 ] || echo net ;;
          "network rm") [ -e ${asked} ] && : > ${asked}2 || { : > ${asked}; echo "no such container" >&2; exit 1; } ;;
        esac`,
    });
    await (await requireEngine()).removeLabelled('no.dotkom.local-aws=1');
    expect([existsSync(asked), existsSync(`${asked}2`)]).toEqual([true, true]);
  });
});
