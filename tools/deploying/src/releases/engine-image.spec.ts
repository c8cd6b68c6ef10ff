import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { architectureHere } from '@dotkom/local-nodes';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { engineImage } from './engine-image';

const parent = temporaryFolder();
const before = process.env;
const id = `sha256:${'1'.repeat(64)}`;

afterEach(() => {
  process.env = before;
});

/** A machine whose Docker has one image, `backend:dev`, or which has none. */
function machine(hasDocker = true): void {
  const folder = mkdtempSync(join(parent, 'bin-'));
  const image = `[{"Id":"${id}","Architecture":"${architectureHere()}","RepoTags":["backend:dev"]}]`;
  const script = `#!/bin/sh
case "$*" in
  info*) echo '{"ServerVersion":"28"}' ;;
  "image inspect backend:dev") echo '${image}' ;;
  *) echo "Error: No such image" >&2; exit 1 ;;
esac
`;
  writeFileSync(join(folder, 'docker'), hasDocker ? script : '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'docker'), 0o755);
  process.env = { PATH: folder };
}

function ask(image: string | undefined, { isLocal = true, wants = 'ARM64' } = {}) {
  const said: string[] = [];
  const definition = {
    '//': { metadata: { path: 'grades-prod/backend/task/definition' } },
    runtime_platform: { cpu_architecture: wants },
  };
  const json = stackJson('grades-prod', { aws_ecs_task_definition: { backend: definition } });
  const job = {
    account: { isLocal },
    stack: { name: 'grades-prod', json },
    say: (line: string) => said.push(line),
  };
  return engineImage(job as never, 'backend', image).then((found) => ({ found, said }));
}

describe('an image of this machine in place of a digest', () => {
  it('is its id, by which the nodes of this machine find it', async () => {
    machine();
    expect((await ask('backend:dev')).found).toBe(id);
    expect((await ask(undefined)).found).toBeUndefined();
  });

  it('is told to be of another processor than the nodes in AWS', async () => {
    machine();
    const another = architectureHere() === 'arm64' ? 'X86_64' : 'ARM64';
    const { said } = await ask('backend:dev', { wants: another });
    expect(said).toEqual([
      expect.stringMatching(/^Note: backend:dev is for .*build it with --platform linux\//),
    ]);
  });

  it.each<[string, () => Promise<unknown>, string | RegExp]>([
    [
      'the engine does not have it',
      () => ask('backend:prod'),
      /^docker has no image 'backend:prod'. Build it/,
    ],
    [
      'it is for an account, where nothing could pull it',
      () => ask('backend:latest', { isLocal: false }),
      /'backend:latest' is an image of this machine, which nodes in AWS cannot pull.* A tag, such as 'latest'/,
    ],
  ])('is refused where %s', async (_, asked, message) => {
    machine();
    await expect(asked()).rejects.toThrow(message);
  });

  it('is refused where no engine answers', async () => {
    machine(false);
    await expect(ask('backend:dev')).rejects.toThrow('No container engine answers on this machine');
  });
});
