import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '@dotkom/processes';
import { assetsFolder, SynthesisedStack } from '@dotkom/synthesised';
import { terraformBinary } from './installation';
import { lockFileName } from './lock-file';
import { Changes } from './plan-summary';

/** What a saved plan was made of. */
interface PlanOrigin {
  readonly digest: string;
  /** What made it: no other program reads it. */
  readonly binary: string;
  readonly changes: Changes;
}

/** The folder in which Terraform works on one stack in one account. */
export class WorkingFolder {
  readonly path: string;
  private readonly binary: string;

  /** @param binary what plans and applies here. */
  constructor(accountFolder: string, stack: string, binary = terraformBinary()) {
    this.path = join(accountFolder, stack);
    this.binary = binary;
    mkdirSync(this.path, { recursive: true });
  }

  /** The saved plan, as Terraform reads it. */
  get planFile(): string {
    return this.file('plan.tfplan');
  }

  /** The last plan, for programs. */
  get planResultFile(): string {
    return this.file('plan-result.json');
  }

  /** The saved plan, for people. */
  get planSummaryFile(): string {
    return this.file('plan.txt');
  }

  /** What the last deploy did, for programs. */
  get resultFile(): string {
    return this.file('result.json');
  }

  /** Held by the command that is at work here: a plan is not made while one is applied. */
  get lockFile(): string {
    return this.file('command.lock');
  }

  /** Puts the stack in place. What it keeps its state in is left to the stack, unless another backend is given. */
  write(stack: SynthesisedStack, backend?: object): void {
    writeFileSync(this.file('cdk.tf.json'), stack.text);
    rmSync(this.file(assetsFolder), { recursive: true, force: true });
    if (stack.assets) cpSync(stack.assets, this.file(assetsFolder), { recursive: true });
    const override = this.file('backend_override.tf.json');
    if (backend) writeFileSync(override, JSON.stringify({ terraform: { backend } }));
    else rmSync(override, { force: true });
  }

  /** Puts the provider's checksums in place, and says whether there are any. */
  placeLock(lock: string | undefined): boolean {
    if (lock !== undefined) writeFileSync(this.file(lockFileName), lock);
    return lock !== undefined;
  }

  /** Whether `init` has been done for exactly this configuration, with these checksums. */
  isInitialised(stack: SynthesisedStack, env: NodeJS.ProcessEnv, lock?: string): boolean {
    const marker = this.file('initialised');
    return existsSync(marker) && readFileSync(marker, 'utf8') === this.initialisation(stack, env, lock);
  }

  markInitialised(stack: SynthesisedStack, env: NodeJS.ProcessEnv, lock?: string): void {
    writeFileSync(this.file('initialised'), this.initialisation(stack, env, lock));
  }

  /** Forgets what was initialised for another configuration: one program cannot go on from what another left. */
  clearInitialisation(): void {
    for (const name of ['.terraform', lockFileName, 'initialised']) {
      rmSync(this.file(name), { recursive: true, force: true });
    }
  }

  /** Makes the next run initialise again. */
  forgetInitialisation(): void {
    rmSync(this.file('initialised'), { force: true });
  }

  /** Whether the state is kept here and has something in it: of a destroy that took it out of its bucket and did not end. */
  get keepsState(): boolean {
    const file = this.file('terraform.tfstate');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return text !== '' && JSON.parse(text).resources?.length > 0;
  }

  /** Forgets the state that was kept here, once nothing is left of it, and that it was kept here: the next is the stack's own. */
  forgetLocalState(): void {
    for (const name of ['.terraform/terraform.tfstate', 'terraform.tfstate', 'terraform.tfstate.backup']) {
      rmSync(this.file(name), { force: true });
    }
  }

  savePlanOrigin({ digest }: SynthesisedStack, changes: Changes): void {
    writeFileSync(
      this.file('plan.json'),
      JSON.stringify({ digest, binary: this.binary, changes } satisfies PlanOrigin),
    );
  }

  /** What the saved plan changes. There has to be one. */
  savedChanges(): Changes {
    return this.planOrigin().changes;
  }

  /** Whether there is a saved plan, and whether it was made from this very stack, by the program that is to apply it. */
  savedPlan(stack: SynthesisedStack): 'none' | 'of this stack' | 'of another version' {
    if (!existsSync(this.planFile) || !existsSync(this.file('plan.json'))) return 'none';
    const { digest, binary } = this.planOrigin();
    return digest === stack.digest && binary === this.binary ? 'of this stack' : 'of another version';
  }

  removePlan(): void {
    for (const file of [this.planFile, this.planSummaryFile, this.file('plan.json')])
      rmSync(file, { force: true });
  }

  /** Notes which process works here, so that a later run can wait for it. */
  noteProcess(pid: number): void {
    writeFileSync(this.file('terraform.pid'), String(pid));
  }

  /** The process that works here, if it still does. */
  runningProcess(): number | undefined {
    const file = this.file('terraform.pid');
    if (!existsSync(file)) return undefined;
    const pid = Number(readFileSync(file, 'utf8'));
    return pid && isAlive(pid) ? pid : undefined;
  }

  forgetProcess(): void {
    rmSync(this.file('terraform.pid'), { force: true });
  }

  private planOrigin(): PlanOrigin {
    return JSON.parse(readFileSync(this.file('plan.json'), 'utf8'));
  }

  private file(name: string): string {
    return join(this.path, name);
  }

  private initialisation({ json }: SynthesisedStack, env: NodeJS.ProcessEnv, lock = ''): string {
    const configuration = env.TF_CLI_CONFIG_FILE ?? '';
    const what = JSON.stringify([json.terraform, configuration, this.binary, env.AWS_PROFILE ?? '', lock]);
    return createHash('sha256').update(what).digest('hex');
  }
}
