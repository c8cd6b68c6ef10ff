import { ExecutorContext } from '@nx/devkit';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStandIn } from '@dotkom/deploying/testing';
import { writeFiles } from '@dotkom/processes/testing';

/** A workspace with synthesised stacks and a stand-in for Terraform, and what executors print in it. */
export class TestWorkspace {
  readonly root: string;
  readonly terraform: TerraformStandIn;
  private readonly projects: Record<string, { root: string }> = {};
  private readonly printed: string[] = [];

  /** @param stacks the resources of each stack of each project, as Terraform JSON: `{ grades: { 'grades-prod': {...} } }`. */
  constructor(parent: string, stacks: Record<string, Record<string, object>>) {
    this.root = mkdtempSync(join(parent, 'workspace-'));
    this.terraform = new TerraformStandIn(this.root);
    for (const [project, ofProject] of Object.entries(stacks)) {
      const root = `apps/${project}`;
      this.projects[project] = { root };
      writeFiles(this.root, { [`${root}/project.json`]: { name: project, metadata: { owner: 'dotkom' } } });
      for (const [name, json] of Object.entries(ofProject)) this.synthesise(project, name, json);
    }
    for (const method of ['log', 'warn', 'error'] as const) {
      jest.spyOn(console, method).mockImplementation((...said) => void this.printed.push(said.join(' ')));
    }
  }

  /** Everything that was printed. */
  get output(): string {
    return this.printed.join('\n');
  }

  synthesise(project: string, name: string, json: object): void {
    writeFiles(this.root, { [`dist/apps/${project}/stacks/${name}/cdk.tf.json`]: json });
  }

  context(projectName: string): ExecutorContext {
    return {
      root: this.root,
      cwd: this.root,
      isVerbose: false,
      projectName,
      projectsConfigurations: { version: 2, projects: this.projects },
      nxJsonConfiguration: {},
      projectGraph: { nodes: {}, dependencies: {} },
    };
  }

  /** The environment in which executors find the stand-ins, and nothing of the person's own. */
  environment(endpoint: string): NodeJS.ProcessEnv {
    const ownConfiguration = join(this.root, 'own.rc');
    writeFileSync(ownConfiguration, '');
    return {
      PATH: process.env.PATH,
      HOME: this.root,
      TERRAFORM_BINARY: this.terraform.binary,
      TF_CLI_CONFIG_FILE: ownConfiguration,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
  }
}
