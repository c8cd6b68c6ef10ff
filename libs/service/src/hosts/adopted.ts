import { dirname, join } from 'node:path';
import { Construct } from 'constructs';
import { EnvironmentName, noteMissing, noteProblem, projectOf, UserError } from '@dotkom/stack';
import { AdoptedHost, adoptionFile, checkAdoption, EnvironmentAdoption } from '@dotkom/stack/adoption';
import { adoptedHostUnknown, adoptedRecordUnknown, adoptedRepositoryUnknown } from './errors';

/**
 * What ran before a stack did and is taken over by it, as the project's adoption.json says of its environment
 * (docs/decisions/moving-in.md). Whatever it names, something in the stack has to ask for: a host that is misspelt there
 * would be flipped unseen.
 */
export class Adopted extends Construct {
  private readonly file: string;
  private readonly adoption: EnvironmentAdoption;
  private readonly asked = {
    hosts: new Set<string>(),
    records: new Set<string>(),
    repositories: new Set<string>(),
  };

  constructor(scope: Construct, id: string, environment: EnvironmentName) {
    super(scope, id);
    const { adoption: given, file = '' } = projectOf(this);
    this.file = join(dirname(file), adoptionFile);
    const { adoption, problems } = checkAdoption(given, this.file);
    for (const { message } of problems) noteProblem(this, message);
    this.adoption = adoption[environment] ?? {};
    noteMissing(this, () => this.askedForByNobody());
  }

  /** What there was of a host before, where it is taken over. */
  host(host: string): AdoptedHost | undefined {
    this.asked.hosts.add(host);
    return this.adoption.hosts?.[host];
  }

  /** Whether a record is taken over that the code says as it is. */
  takesRecord(type: string, name: string): boolean {
    const record = `${type} ${name}`;
    this.asked.records.add(record);
    return this.adoption.records?.includes(record) ?? false;
  }

  /** Whether a repository of images is taken over, with the images that are in it. */
  takesRepository(name: string): boolean {
    this.asked.repositories.add(name);
    return this.adoption.repositories?.includes(name) ?? false;
  }

  private askedForByNobody(): string[] {
    const { hosts = {}, records = [], repositories = [] } = this.adoption;
    return [
      ...this.unknown(Object.keys(hosts), this.asked.hosts, adoptedHostUnknown),
      ...this.unknown(records, this.asked.records, adoptedRecordUnknown),
      ...this.unknown(repositories, this.asked.repositories, adoptedRepositoryUnknown),
    ];
  }

  private unknown(
    named: readonly string[],
    asked: ReadonlySet<string>,
    error: (file: string, name: string, known: readonly string[]) => UserError,
  ): string[] {
    return named.filter((name) => !asked.has(name)).map((name) => error(this.file, name, [...asked]).message);
  }
}
