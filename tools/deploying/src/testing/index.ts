export { AwsStandIn } from './aws';
export { program, recording, TerraformStandIn } from './programs';
export { S3StandIn } from './s3';
