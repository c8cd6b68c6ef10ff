export { applicationStack } from './application';
export { AwsStandIn } from './aws';
export { program, recording, TerraformStandIn } from './programs';
export { S3StandIn } from './s3';
export { answerRecorded, refused, type RecordedAnswers } from './recorded-clients';
