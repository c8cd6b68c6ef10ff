import { Construct } from 'constructs';
import { EnvironmentName, noteProblem, projectOf, UserError } from '@dotkom/stack';
import { AdoptedHost, checkAdoption, EnvironmentAdoption } from '@dotkom/stack/adoption';
import { adoptedHostUnknown, adoptedRecordUnknown, adoptedRepositoryUnknown } from './errors';

/**
 * What ran before a stack did and is taken over by it, as the project's adoption.json says of its environment
 * (docs/decisions/moving-in.md). Whatever it names, something in the stack has to ask for: a host that is misspelt there
 * would be flipped unseen.
 */
export class Adopted extends Construct {
  private readonly adoption: EnvironmentAdoption;
  private readonly asked = {
    hosts: new Set<string>(),
    records: new Set<string>(),
    repositories: new Set<string>(),
  };

  constructor(scope: Construct, id: string, environment: EnvironmentName) {
    super(scope, id);
    const { adoption, problems } = checkAdoption(projectOf(this).adoption);
    for (const { message } of problems) noteProblem(this, message);
    this.adoption = adoption[environment] ?? {};
    this.node.addValidation({ validate: () => this.askedForByNobody() });
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
      ...unknown(Object.keys(hosts), this.asked.hosts, adoptedHostUnknown),
      ...unknown(records, this.asked.records, adoptedRecordUnknown),
      ...unknown(repositories, this.asked.repositories, adoptedRepositoryUnknown),
    ];
  }
}

function unknown(
  named: readonly string[],
  asked: ReadonlySet<string>,
  error: (name: string, known: readonly string[]) => UserError,
): string[] {
  return named.filter((name) => !asked.has(name)).map((name) => error(name, [...asked]).message);
}
