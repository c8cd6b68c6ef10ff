import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { EnvironmentName, UserError } from '@dotkom/stack/conventions';
import { AdoptedHost, Adoption, adoptionFile, checkAdoption, readAdoption } from '@dotkom/stack/adoption';
import { adoptionIsWrong } from './errors';

/** The adoption.json of a project, to read and to change. What a person wrote and no change is about stays as it is. */
export class AdoptionFile {
  readonly path: string;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, adoptionFile);
  }

  /**
   * What it says; nothing where there is none.
   *
   * @throws UserError with everything that is wrong with it.
   */
  read(): Adoption {
    const { adoption, problems } = checkAdoption(
      readAdoption(this.folder),
      relative(process.cwd(), this.path),
    );
    if (problems.length > 0) throw adoptionIsWrong(problems.map(({ message }: UserError) => message));
    return adoption;
  }

  /** What it says of a host. */
  host(environment: EnvironmentName, host: string): AdoptedHost | undefined {
    return this.read()[environment]?.hosts?.[host];
  }

  /**
   * Says something else of a host.
   *
   * @returns puts it back as it was before.
   */
  changeHost(environment: EnvironmentName, host: string, adopted: AdoptedHost): () => void {
    const adoption = this.read();
    const ofEnvironment = adoption[environment] ?? {};
    const hosts = { ...ofEnvironment.hosts, [host]: adopted };
    return this.write({ ...adoption, [environment]: { ...ofEnvironment, hosts } });
  }

  /** What it holds once it says this, in the form in which the workspace keeps its files. */
  text(adoption: Adoption): string {
    const prettier = require.resolve('prettier/bin/prettier.cjs');
    const input = JSON.stringify(adoption, null, 2);
    return execFileSync(process.execPath, [prettier, '--stdin-filepath', this.path], {
      input,
      encoding: 'utf8',
    });
  }

  /**
   * Writes it anew.
   *
   * @returns puts it back as it was before.
   */
  write(adoption: Adoption): () => void {
    const before = existsSync(this.path) ? readFileSync(this.path, 'utf8') : undefined;
    writeFileSync(this.path, this.text(adoption));
    return () => (before === undefined ? rmSync(this.path) : writeFileSync(this.path, before));
  }
}
