import { Construct } from 'constructs';
import { EnvironmentName, noteProblem, projectOf } from '@dotkom/stack';
import { AdoptedHost, checkAdoption, EnvironmentAdoption } from '@dotkom/stack/adoption';
import { adoptedHostUnknown, adoptedRecordUnknown } from './errors';

/**
 * What ran before a stack did and is taken over by it, as the project's adoption.json says of its environment
 * (docs/decisions/moving-in.md). Whatever it names, something in the stack has to ask for: a host that is misspelt there
 * would be flipped unseen.
 */
export class Adopted extends Construct {
  private readonly adoption: EnvironmentAdoption;
  private readonly asked = new Set<string>();

  constructor(scope: Construct, id: string, environment: EnvironmentName) {
    super(scope, id);
    const { adoption, problems } = checkAdoption(projectOf(this).adoption);
    for (const { message } of problems) noteProblem(this, message);
    this.adoption = adoption[environment] ?? {};
    this.node.addValidation({ validate: () => this.askedForByNobody() });
  }

  /** What there was of a host before, where it is taken over. */
  host(host: string): AdoptedHost | undefined {
    this.asked.add(host);
    return this.adoption.hosts?.[host];
  }

  /** Whether a record is taken over that the code says as it is. */
  takesRecord(type: string, name: string): boolean {
    const record = `${type} ${name}`;
    this.asked.add(record);
    return this.adoption.records?.includes(record) ?? false;
  }

  private askedForByNobody(): string[] {
    const { hosts = {}, records = [] } = this.adoption;
    const there = [...this.asked];
    return [
      ...Object.keys(hosts)
        .filter((host) => !this.asked.has(host))
        .map((host) =>
          adoptedHostUnknown(
            host,
            there.filter((each) => !each.includes(' ')),
          ),
        ),
      ...records
        .filter((record) => !this.asked.has(record))
        .map((record) =>
          adoptedRecordUnknown(
            record,
            there.filter((each) => each.includes(' ')),
          ),
        ),
    ].map(({ message }) => message);
  }
}
