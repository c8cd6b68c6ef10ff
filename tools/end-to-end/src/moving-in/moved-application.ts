import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Adoption, checkAdoption, readAdoption } from '@dotkom/stack/adoption';
import { Mover } from './mover';
import { OldFolder } from './old-folder';

/** What is said of an old state before it may be destroyed. */
export interface Forgetting {
  /** The commands by which it forgets what is here too. */
  readonly commands: readonly string[];
  /** Why it is not safe to destroy. */
  readonly notYet: readonly string[];
}

const project = {
  name: 'grades',
  projectType: 'application',
  metadata: { owner: 'dotkom', environments: ['prod'] },
  tags: ['layer:application'],
};
const tsconfig = { extends: '../../tsconfig.base.json', include: ['src'] };

/** The application that moves in, a project of whoever moves it, and the commands on it. */
export class MovedApplication {
  private readonly mover: Mover;
  private readonly folder: string;

  /** @param stacks its infrastructure, in the place of that of the application that has its name. */
  constructor(mover: Mover, stacks: string) {
    this.mover = mover;
    this.folder = join(mover.root, 'apps', 'grades');
    rmSync(this.folder, { recursive: true });
    mkdirSync(join(this.folder, 'src'), { recursive: true });
    cpSync(stacks, join(this.folder, 'src', 'stacks.ts'));
    writeFileSync(join(this.folder, 'project.json'), JSON.stringify(project));
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  }

  /** Holds its hosts, and takes over what it may; gives what was said of it, and its plan. */
  async adopt(): Promise<string> {
    await this.mover.give(/^npx nx synth grades/);
    return this.mover.give(/g adopt .*old\.tfstate$/);
  }

  /** Writes the stacks of all projects, without which nobody knows what is shared. */
  async synthesiseAll(): Promise<void> {
    await this.mover.give(/^npx nx run-many -t synth/);
  }

  /** What each old state has to forget, and what is against its destroy. */
  async forgettings(olds: readonly OldFolder[]): Promise<Forgetting[]> {
    const said = await this.mover.give(/--forget$/);
    return olds.map(({ stateFile }) => {
      const [, ofState = ''] = said.split(`${stateFile}:\n`);
      const [own = ''] = ofState.split(/^\/.*:$/m);
      return { commands: linesIn(own, /^ {2}(terraform .*)$/gm), notYet: linesIn(own, /^ {2}- (.*)$/gm) };
    });
  }

  /** What adoption.json says. */
  adoption(): Adoption {
    return checkAdoption(readAdoption(this.folder)).adoption;
  }

  deploy(): Promise<string> {
    return this.mover.type('npx nx deploy grades -c local');
  }

  /** What would change, whatever was deployed last. */
  plan(): Promise<string> {
    return this.mover.give(/^npx nx diff grades/, { change: (command) => `${command} --force` });
  }

  status(): Promise<string> {
    return this.mover.give(/^npx nx status grades/);
  }

  release(service: string, digest: string): Promise<string> {
    return this.mover.type(`npx nx run grades:release -c local --service ${service} --digest ${digest}`);
  }

  flip(host: string, { back = false } = {}): Promise<string> {
    const change = (command: string) =>
      `${command.replace(/--host \S+/, `--host ${host}`)} --yes${back ? ' --back' : ''}`;
    return this.mover.give(/:flip /, { change });
  }
}

function linesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, line = '']) => line);
}
