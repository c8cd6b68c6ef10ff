import { ConstructCall } from '../stacks-file/stacks-file';

export interface Removal {
  readonly application: string;
  readonly construct: ConstructCall;
  readonly file: string;
  /** The addresses whose removal is confirmed. */
  readonly addresses: readonly string[];
  /** The names in DNS that go with it. */
  readonly hosts: readonly string[];
}

/** In which order a construct that was taken out of the code goes, and what is left when it is gone. */
export function whatRemains(removal: Removal): string {
  const { application, construct, file, addresses, hosts } = removal;
  const { id } = construct;
  const remains = leftOf(removal);
  return [
    `${id} is out of ${file}. Nothing is destroyed yet.`,
    ...(addresses.length > 0 ? ['', 'Confirmed to go:', ...addresses.map((address) => `  ${address}`)] : []),
    '',
    'In this order:',
    ...numbered([
      `Open a pull request, and read its plans, or npx nx diff ${application} -c staging. Only ${id} may go.`,
      `Save what must outlive it.${withContainers.includes(construct.className) ? ' Logs go with their group.' : ''}`,
      ...(hosts.length > 0
        ? [
            `Tell who opens ${hosts.join(', ')}: the records go with it, and links break for good. Resolvers remember them for some minutes.`,
          ]
        : []),
      ...beforeDeploying(removal),
      `Merge it: the workflow Deploy destroys it in staging, then in prod. By hand, npx nx deploy ${application} -c staging does.`,
    ]),
    '',
    ...(remains.length > 0
      ? [
          'What remains, because no stack made it or it must not go by accident:',
          ...remains.map((line) => `  ${line}`),
        ]
      : ['Then nothing remains of it.']),
  ].join('\n');
}

/** The constructs whose containers have an image of their own, unless they say whose they run. */
const withImages = ['WebService', 'Worker'];
const withContainers = [...withImages, 'ScheduledJob', 'OneOffTask'];
const withFiles = ['StaticSite', 'Bucket'];

function hasImages({ className, properties }: ConstructCall): boolean {
  return withImages.includes(className) && properties['image'] === undefined;
}

/** What AWS wants to be empty, and what would be lost unseen. */
function beforeDeploying({ application, construct }: Removal): string[] {
  const { id, className } = construct;
  if (hasImages(construct)) {
    return [
      `Right before the merge, delete its images, in each ENVIRONMENT; AWS keeps a repository that holds some, and the deploy would fail:\n     aws ecr delete-repository --force --repository-name ${application}/ENVIRONMENT/${id}`,
    ];
  }
  if (withFiles.includes(className)) {
    return [
      'Right before the merge, empty its bucket in each environment, older versions and all ("Empty" in the S3 console); AWS keeps one that holds anything, and the deploy would fail.',
    ];
  }
  if (className === 'Queue') {
    return [
      'Before the merge, stop what sends to it and let what reads it finish: its messages go with it, the dead letters too.',
    ];
  }
  return [];
}

function leftOf({ application, construct }: Removal): string[] {
  const { id, className, properties } = construct;
  return [
    ...(hasImages(construct)
      ? [
          `Releases: the SSM parameters /releases/${application}/ENVIRONMENT/${id}. Its continuous integration wrote them: stop it, then delete them.`,
        ]
      : []),
    ...(withContainers.includes(className)
      ? [
          `Secrets under /secrets/${application}/ENVIRONMENT/, which other services of ${application} may use too${secretsOf(properties)}.`,
        ]
      : []),
    ...(properties['database'] ? [`Data: the database of ${application}, with all that is in it.`] : []),
    ...(className === 'Database'
      ? [
          `Data: the database of ${application} in each environment, with all that is in it, its role, and its address in /secrets/${application}/ENVIRONMENT/DATABASE_URL. Nothing drops a database by itself; who wants it gone asks a maintainer (docs/decisions/database.md).`,
        ]
      : []),
  ];
}

function secretsOf({ secrets }: ConstructCall['properties']): string {
  return secrets ? `; it had ${secrets}` : '';
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `  ${index + 1}. ${step}`);
}
