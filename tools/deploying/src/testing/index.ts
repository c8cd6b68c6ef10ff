export { AwsStandIn } from './aws';
export { deadPid, program, recording, Running, TerraformStandIn } from './programs';
export { S3StandIn } from './s3';
