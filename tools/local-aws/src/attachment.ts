import { Gap } from './gaps/gap';
import { Scheduling } from './gaps/ecs/scheduling';
import { ServiceMemory } from './gaps/ecs/service-memory';

/** What an attachment is given. */
export interface Surroundings {
  /** Marks what it makes outside of this process, so that it can be cleared up when this process was killed. */
  instanceId: string;
  /** Where the AWS that it is attached to answers, from when it is ready. */
  endpoint: string;
  /** A folder of its own, which is gone with the local AWS. */
  folder: string;
  workspaceRoot: string;
  /** Services, deployments and tasks, which it may move on. */
  services: ServiceMemory;
  /** What `startLocalAws` was given for it. */
  options: Readonly<Record<string, string>>;
  log: (line: string) => void;
}

/** What runs on a local AWS, in its process, and ends with it. */
export interface Attachment {
  /** They see requests before the gaps of the local AWS do. */
  gaps: readonly Gap[];
  /** @default every task runs at once */
  scheduling?: Scheduling;
  stop(): Promise<void>;
}

/** What a module that can be attached exports: `startLocalAws({ attachment: <its file> })`. */
export interface AttachmentModule {
  attach(surroundings: Surroundings): Promise<Attachment>;
  /** Clears up what the attachment of an instance left that was killed. */
  clear(remains: Pick<Surroundings, 'instanceId' | 'folder'>): Promise<void>;
}

/** Loads the module. */
export async function loadAttachment(file: string): Promise<AttachmentModule> {
  return (await import(file)) as AttachmentModule;
}
