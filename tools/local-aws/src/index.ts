/** An AWS on this machine: for local deploys and for the end-to-end test. */
export { localAwsEnvironment } from './environment';
export { findLocalAws, type LocalAws } from './find';
export type { Place } from './places';
export { startLocalAws, type StartOptions } from './start';
export { stopLocalAws } from './stop';
