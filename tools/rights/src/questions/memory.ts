import { ApiCall } from '../calls/api-call';
import { textOf, textsIn } from '../calls/values';
import { tagKeysIn, tagsIn } from './tags';

/** What earlier calls told of resources: the ARNs that names belong to, tags, boundaries. */
export class Memory {
  private readonly arns = new Map<string, Set<string>>();
  private readonly names = new Map<string, string>();
  private readonly tags = new Map<string, Record<string, string>>();
  private readonly boundaries = new Map<string, string>();

  /** The ARNs that were seen of a service and end with a name. */
  arnsNamed(service: string, name: string): string[] {
    return [...(this.arns.get(`${service} ${name}`) ?? [])];
  }

  /** Gives a name to an ARN that does not hold it. */
  name(kind: string, name: string, arn: string): void {
    this.names.set(`${kind} ${name}`, arn);
  }

  nameOf(kind: string, name: string): string | undefined {
    return this.names.get(`${kind} ${name}`);
  }

  tagsOf(arn: string): Readonly<Record<string, string>> {
    return this.tags.get(arn) ?? {};
  }

  /** The boundary of a role, by its ARN. */
  boundaryOf(arn: string): string | undefined {
    return this.boundaries.get(arn);
  }

  /** The role that a launch template gives instances, by its instance profile. */
  roleOfTemplate(id: string): string | undefined {
    const profile = this.nameOf('template profile', id) ?? '';
    return this.nameOf('profile role', profile.split('/').pop() ?? '');
  }

  /** Remembers the ARNs that a call was answered with. */
  observe({ service, operation, input, output }: ApiCall): void {
    const profile = textsIn(input).find((text) => text.includes(':instance-profile/'));
    const template = textOf(input, 'LaunchTemplateId') ?? textOf(output, 'launchTemplateId');
    if (service === 'ec2' && profile && template) this.name('template profile', template, profile);
    if (operation === 'AddRoleToInstanceProfile') {
      const [role] = this.arnsNamed('iam', textOf(input, 'RoleName') ?? '').filter((each) =>
        each.includes(':role/'),
      );
      if (role) this.name('profile role', textOf(input, 'InstanceProfileName') ?? '', role);
    }
    for (const text of [...textsIn(input), ...textsIn(output)]) {
      if (!text.startsWith('arn:aws:')) continue;
      const service = text.split(':')[2] ?? '';
      const name = text.split(/[:/]/).pop() ?? '';
      const key = `${service} ${name}`;
      this.arns.set(key, (this.arns.get(key) ?? new Set()).add(text));
    }
  }

  /** Remembers what became of resources by a call that succeeded. */
  learn({ service, operation, input }: ApiCall, resources: readonly string[]): void {
    const boundary = textOf(input, 'PermissionsBoundary');
    for (const arn of resources.filter((each) => !each.includes('*'))) {
      if (service === 'iam' && boundary) this.boundaries.set(arn, boundary);
      if (/^(Untag|RemoveTags|DeleteTags)/.test(operation)) {
        const kept = { ...this.tags.get(arn) };
        for (const key of tagKeysIn(input)) delete kept[key];
        this.tags.set(arn, kept);
      } else if (/Tag/.test(operation) || isNew(operation)) {
        this.tags.set(arn, { ...this.tags.get(arn), ...tagsIn(input) });
      }
    }
  }
}

/** Whether an operation makes something. */
export function isNew(operation: string): boolean {
  return /^(Create|Put|Register|Request|Run|Allocate|Add)/.test(operation);
}
