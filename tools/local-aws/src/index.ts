/** An AWS on this machine: for local deploys and for the end-to-end test. */
export type { Attachment, AttachmentModule, Surroundings } from './attachment';
export { AtOnce } from './gaps/ecs/at-once';
export { completed, end, now, primary, tell } from './gaps/ecs/deployments';
export type { Scheduling, TaskOrder } from './gaps/ecs/scheduling';
export {
  type Deployment,
  lastPart,
  type RememberedService,
  type ServiceMemory,
} from './gaps/ecs/service-memory';
export { newTask } from './gaps/ecs/task-json';
export { actions, type Gap, type Next } from './gaps/gap';
export { type AwsAnswer, type AwsRequest, formOf, pathOf } from './proxy/aws-request';
export { jsonAnswer, type JsonObject, jsonOf, objectsIn, stringsIn, text } from './proxy/json';
export { contentOf, escapeXml, xmlAnswer } from './proxy/xml';
export { localAwsEnvironment } from './environment';
export { findLocalAws, type LocalAws } from './find';
export { pythonOf } from './python-of';
export { readRecording, type RecordedCall } from './recording/recorded-call';
export type { Place } from './places';
export { startLocalAws, type StartOptions } from './start';
export { stopLocalAws } from './stop';
