import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { Engine } from '../engine/engine';

/** The static busybox of which test images are made: no registry of images has to be reachable. */
export const busybox = ['/bin/busybox', '/usr/bin/busybox'].find(
  (file) => existsSync(file) && !/NEEDED|interpreter/.test(librariesOf(file)),
);

const applets = ['sh', 'httpd', 'sleep', 'cat', 'echo', 'nc', 'mkdir', 'dd', 'env', 'head', 'tail', 'tr'];

/** What a test's image holds beside busybox, and what it runs. */
export interface TestImage {
  command: readonly string[];
  files?: Readonly<Record<string, string>>;
  /** A program of this repository, which lies in the image as /program.js, with this machine's Node.js to run it. */
  program?: string;
  /** Lines of its Dockerfile before the command. */
  lines?: readonly string[];
  /** Such as `linux/s390x`. @default this machine's own */
  platform?: string;
}

/** Builds an image from scratch, as one layer; gives its id. */
export async function buildImage(engine: Engine, name: string, image: TestImage): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  try {
    fill(join(folder, 'root'), image);
    const { command, lines = [], platform } = image;
    const dockerfile = [
      ...['FROM scratch', 'COPY root /', 'ENV PATH=/bin'],
      ...lines,
      `CMD ${JSON.stringify(command)}`,
    ];
    writeFileSync(join(folder, 'Dockerfile'), dockerfile.join('\n'));
    const isolation = engine.kind === 'podman' ? ['--isolation', 'chroot'] : [];
    const platforms = platform ? ['--platform', platform] : [];
    await engine.run(['build', '--quiet', ...isolation, ...platforms, '--tag', name, folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return (await engine.image(name))!.id;
}

function fill(root: string, { files = {}, program }: TestImage): void {
  mkdirSync(join(root, 'bin'), { recursive: true });
  copyFileSync(busybox!, join(root, 'bin', 'busybox'));
  for (const applet of applets) symlinkSync('busybox', join(root, 'bin', applet));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o755 });
  }
  if (program === undefined) return;
  copyFileSync(process.execPath, join(root, 'bin', 'node'));
  for (const library of librariesOf(process.execPath).match(/\/\S+\.so\S*/g) ?? []) {
    mkdirSync(dirname(join(root, library)), { recursive: true });
    copyFileSync(library, join(root, library));
  }
  buildSync({
    ...{ entryPoints: [program], outfile: join(root, 'program.js') },
    ...{ bundle: true, platform: 'node', format: 'cjs', external: ['pg-native'], logLevel: 'error' },
  });
}

function librariesOf(file: string): string {
  return spawnSync('ldd', [file], { encoding: 'utf8' }).stdout ?? '';
}
