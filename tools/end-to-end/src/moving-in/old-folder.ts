import { Terraform } from '../changes/terraform';
import { Mover } from './mover';

/** A folder of the old estate, and what is done in it as the guide says. */
export class OldFolder {
  /** Where the guide has its state. */
  readonly stateFile: string;
  private readonly terraform: Terraform;
  private readonly mover: Mover;

  private constructor(terraform: Terraform, mover: Mover) {
    this.terraform = terraform;
    this.mover = mover;
    this.stateFile = `${terraform.folder}/old.tfstate`;
  }

  /**
   * Deploys what somebody wrote in HCL, as it was before.
   *
   * @param written where that is.
   * @param folder where it is deployed from.
   */
  static async deploy(written: string, folder: string, endpoint: string, mover: Mover): Promise<OldFolder> {
    const terraform = await Terraform.in(folder, endpoint);
    await terraform.takeFolder(written);
    await terraform.plan();
    await terraform.apply();
    return new OldFolder(terraform, mover);
  }

  /** Writes its state where `nx g adopt` is told that it is. */
  async pull(): Promise<void> {
    await this.give(/^terraform state pull/);
  }

  /** The addresses of what its own code would change. */
  async changes(): Promise<string[]> {
    return (await this.terraform.plan()).map(({ address }) => address);
  }

  /** An attribute of its only resource of a type. */
  attributeOf(type: string, attribute: string): string {
    const resource = this.terraform.state.resources.find((each: { type: string }) => each.type === type);
    return resource.instances[0].attributes[attribute];
  }

  /** Forgets, by the commands for it. */
  async forget(commands: readonly string[]): Promise<void> {
    await this.mover.type(commands.join(' && '), this.shell);
  }

  /** Destroys all that it still knows; gives what it knows then. */
  async end(): Promise<string> {
    await this.give(/^terraform plan -destroy/);
    await this.give(/^terraform show/);
    await this.give(/^terraform apply/);
    return this.give(/^terraform state list/);
  }

  private give(pattern: RegExp): Promise<string> {
    return this.mover.give(pattern, this.shell);
  }

  private get shell() {
    return { folder: this.terraform.folder, env: this.terraform.env };
  }
}
