import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured } from './measured';

/** A project of another tool, as its own template begins one. */
export interface OtherTool {
  name: string;
  packages: readonly string[];
  files: Readonly<Record<string, string>>;
}

const typescript = ['ts-node@10.9.2', 'typescript@5.9.3', '@types/node@20.19.43'];
const tsconfig = JSON.stringify({
  compilerOptions: {
    ...{ target: 'ES2018', module: 'CommonJS', lib: ['es2018'], strict: true, skipLibCheck: true },
    ...{ inlineSourceMap: true, inlineSources: true, experimentalDecorators: true, incremental: true },
  },
  include: ['**/*.ts'],
  exclude: ['node_modules'],
});

/** cdktf's CLI, which makes the resources of a synthesised stack from the barrel of the provider's bindings. */
export const cdktfCli = (stackFile: string): OtherTool => ({
  name: 'cdktf-cli',
  packages: [
    'cdktf-cli@0.21.0',
    'cdktf@0.21.0',
    'constructs@10.7.2',
    '@cdktf/provider-aws@21.22.1',
    ...typescript,
  ],
  files: {
    'tsconfig.json': tsconfig,
    'cdktf.json': JSON.stringify({
      ...{
        language: 'typescript',
        app: 'npx ts-node main.ts',
        projectId: 'bench',
        sendCrashReports: 'false',
      },
      ...{ terraformProviders: [], terraformModules: [] },
    }),
    'main.ts': `import { App, TerraformStack } from 'cdktf';
import * as aws from '@cdktf/provider-aws';
import { readFileSync } from 'fs';

const { resource } = JSON.parse(readFileSync(${JSON.stringify(stackFile)}, 'utf8'));
const app = new App();
const stack = new TerraformStack(app, 'grades-prod');
new aws.provider.AwsProvider(stack, 'aws', { region: 'eu-north-1' });
for (const [type, resources] of Object.entries<any>(resource)) {
  if (!type.startsWith('aws_')) continue;
  const name = type.slice('aws_'.length).replace(/_(\\w)/g, (_, letter) => letter.toUpperCase());
  const Resource = (aws as any)[name][name[0].toUpperCase() + name.slice(1)];
  for (const [id, attributes] of Object.entries<any>(resources)) {
    const made = new Resource(stack, id, {});
    for (const [key, value] of Object.entries(attributes)) made.addOverride(key, value);
  }
}
app.synth();
`,
  },
});

/** AWS CDK, with two services of its patterns behind a load balancer. */
export const awsCdk: OtherTool = {
  name: 'aws-cdk',
  packages: ['aws-cdk@2.1148.1', 'aws-cdk-lib@2.276.0', 'constructs@10.7.2', ...typescript],
  files: {
    'tsconfig.json': tsconfig,
    'cdk.json': JSON.stringify({ app: 'npx ts-node --prefer-ts-exts app.ts' }),
    'app.ts': `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';

const stack = new cdk.Stack(new cdk.App(), 'grades-prod');
const cluster = new ecs.Cluster(stack, 'cluster', { vpc: new ec2.Vpc(stack, 'network') });
cluster.addCapacity('nodes', { instanceType: new ec2.InstanceType('t3.small') });
for (const name of ['backend', 'frontend']) {
  new patterns.ApplicationLoadBalancedEc2Service(stack, name, {
    cluster,
    memoryLimitMiB: 256,
    taskImageOptions: { image: ecs.ContainerImage.fromRegistry(name) },
  });
}
`,
  },
};

/** A folder with a project of another tool, installed. */
export async function install(parent: string, { name, packages, files }: OtherTool): Promise<string> {
  const cwd = join(parent, name);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name, private: true }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
  await measured(['npm', 'install', '--no-audit', '--no-fund', ...packages], { cwd });
  return cwd;
}
