import { ConstructCall } from '../stacks-file/stacks-file';

export interface Removal {
  readonly application: string;
  readonly construct: ConstructCall;
  readonly file: string;
  /** The addresses whose removal is confirmed. */
  readonly addresses: readonly string[];
}

/** In which order a construct that was taken out of the code goes, and what is left when it is gone. */
export function whatRemains({ application, construct, file, addresses }: Removal): string {
  const { id, className, properties } = construct;
  const hasImages = ['WebService', 'Worker'].includes(className) && properties['image'] === undefined;
  const runsContainers = !['StaticSite', 'Bucket'].includes(className);
  return [
    `${id} is out of ${file}. Nothing is destroyed yet.`,
    ...(addresses.length > 0 ? ['', 'Confirmed to go:', ...addresses.map((address) => `  ${address}`)] : []),
    '',
    'In this order:',
    ...numbered([
      `Read the plan: npx nx diff ${application} -c staging. Only ${id} may go.`,
      'Save what must outlive it. Logs go with their group.',
      'Open a pull request, and have it approved.',
      hasImages
        ? `Right before the deploy, delete its images; AWS keeps a repository that holds some, and the deploy would fail:\n     aws ecr delete-repository --force --repository-name ${application}/ENVIRONMENT/${id}`
        : runsContainers
          ? 'Nothing has to be emptied before the deploy: it runs the image of another.'
          : 'Right before the deploy, empty its bucket; AWS keeps one that holds files, and the deploy would fail.',
      `Deploy staging (npx nx deploy ${application} -c staging), look at it, then do both for prod.`,
    ]),
    '',
    'What remains, because no stack made it or it must not go by accident:',
    ...(hasImages
      ? [
          `  Releases: the SSM parameters /releases/${application}/ENVIRONMENT/${id}. Its continuous integration wrote them: stop it, then delete them.`,
        ]
      : []),
    ...(runsContainers
      ? [
          `  Secrets under /secrets/${application}/ENVIRONMENT/, which other services of ${application} may use too${secretsOf(properties)}.`,
        ]
      : []),
    ...(properties['database'] ? [`  Data: the database of ${application}, with all that is in it.`] : []),
    ...(properties['host']
      ? [
          `  DNS: the records of its hosts go with it. Resolvers may remember them for some minutes, and links to them break for good.`,
        ]
      : []),
  ].join('\n');
}

function secretsOf({ secrets }: ConstructCall['properties']): string {
  return secrets ? `; it had ${secrets}` : '';
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `  ${index + 1}. ${step}`);
}
