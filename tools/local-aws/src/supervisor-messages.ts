/** What the supervisor tells the command that started it, until it is ready. */
export type SupervisorMessage =
  | { localAws: 'progress'; line: string }
  | { localAws: 'ready'; port: number; instanceId: string }
  /** Another instance holds the record of this folder. */
  | { localAws: 'other' }
  | { localAws: 'failed'; message: string };

/** Whether a message is the supervisor's: the TypeScript loader sends messages of its own. */
export function isSupervisorMessage(message: unknown): message is SupervisorMessage {
  return typeof message === 'object' && message !== null && 'localAws' in message;
}

/** Sent to the supervisor once its readiness has been heard: from then on it lives by itself. */
export const released = 'local-aws: released';

/** The last argument of a supervisor that writes every call down. */
export const recordOption = '--record';
