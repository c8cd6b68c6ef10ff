import { join, resolve } from 'node:path';

/** Which local AWS is meant: there is at most one for each `dir`. */
export interface Place {
  workspaceRoot: string;
  /** Where its files are kept; `<workspaceRoot>/dist` when none is given. */
  dir?: string;
}

/** Every file that the local AWS writes. */
export interface Files {
  dir: string;
  /** Exactly `{"endpoint": "..."}`, there only while it answers. */
  endpoint: string;
  /** Which processes were started: made first, removed last. */
  record: string;
  folder: string;
  /** What is attached keeps its files here. */
  attachment: string;
  images: string;
  supervisorLog: string;
  motoLog: string;
  requestLog: string;
  /** Every call with its answer, where that is asked for: JSON, a line each. */
  recording: string;
  venv: string;
}

/** Where each file of a local AWS is. */
export function filesOf({ workspaceRoot, dir }: Place): Files {
  const home = dir === undefined ? join(resolve(workspaceRoot), 'dist') : resolve(dir);
  const folder = join(home, 'local-aws');
  return {
    dir: home,
    endpoint: join(home, 'local-aws.json'),
    folder,
    record: join(folder, 'process.json'),
    attachment: join(folder, 'attachment'),
    images: join(folder, 'images.json'),
    supervisorLog: join(folder, 'supervisor.log'),
    motoLog: join(folder, 'moto.log'),
    requestLog: join(folder, 'requests.log'),
    recording: join(folder, 'recording.jsonl'),
    venv: join(resolve(workspaceRoot), 'dist', 'local-aws', 'venv'),
  };
}
