/** An AWS on this machine: for local deploys and for the end-to-end test. */
export { localAwsEnvironment } from './environment';
export { findLocalAws, type LocalAws } from './find';
export { pythonOf } from './python-of';
export { readRecording, type RecordedCall } from './recording/recorded-call';
export type { Place } from './places';
export { startLocalAws, type StartOptions } from './start';
export { stopLocalAws } from './stop';
