import { environmentOf, partsOf, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { deployRelease } from '../deploy/deploy-release';
import { releasableIn } from '../deploy/result';
import { StackJob } from '../job/stack-job';
import { refuseMissingSecrets } from '../secrets/missing-secrets';
import {
  broughtBackByNextDeploy,
  noSuchService,
  notADigest,
  nothingToRollBackTo,
  secondPushFails,
  tagThatMoves,
} from './errors';
import { movingTag, tagIn } from './moving-tags';
import { engineImage } from './engine-image';
import { ReleaseRecord } from './release-record';
import { ServiceImages } from './service-images';

export interface ReleaseChoices {
  readonly service?: string;
  readonly digest?: string;
  /** An image of this machine's container engine in place of a digest, by its name. For the AWS of this machine alone. */
  readonly image?: string;
  /** Go back to the release before. */
  readonly rollback?: boolean;
  /** Deploy it now. @default true */
  readonly deploy?: boolean;
}

/**
 * Records which image a service runs, deploys it and reports. A release whose deploy fails is taken back, so that the next
 * deploy, of whatever, does not try it again; a first one stays, because there is nothing to go back to.
 *
 * @throws UserError when there is no such service, image or release before, or the deploy fails.
 */
export async function releaseImage(job: StackJob, choices: ReleaseChoices): Promise<void> {
  const { stack, account, project, configuration, say } = job;
  const service = checkedService(stack, choices.service);
  const record = new ReleaseRecord(account, `${project.name}/${environmentOf(stack)}/${service}`);
  const asked = choices.rollback ? undefined : await digestAskedFor(job, service, choices); // Before AWS is asked anything.
  const before = await record.current();
  const digest = asked ?? (await digestBefore(record, service));
  // No image is ever pushed to the AWS of this machine.
  const images = account.isLocal ? undefined : new ServiceImages(account, repositoryOf(stack, service));
  const moving = movingTag((await images?.tagsOf(digest)) ?? []);
  if (moving) say(secondPushFails(moving, repositoryOf(stack, service)));
  if (choices.deploy !== false) {
    await refuseMissingSecrets(stack, account, { project: project.name, configuration });
  }
  await images?.keep(digest, new Date());
  await record.record(digest);
  say(
    `${stack.name}/${service}: ${digest} is recorded${before ? `, before it ${before}` : ', its first release'}`,
  );
  if (choices.deploy === false) return;
  await deployRelease(job, () => takeBack(job, service, record, digest, before));
  say(`${stack.name}/${service} runs ${digest}`);
}

/** Unless another release was recorded meanwhile: that one is newer. */
async function takeBack(
  { stack, project, configuration, say }: StackJob,
  service: string,
  record: ReleaseRecord,
  failed: string,
  before: string | undefined,
): Promise<void> {
  if (!before || (await record.current()) !== failed) return;
  await record.record(before);
  say(`\n${stack.name}: the release is taken back; ${before} is recorded again`);
  const released = `${project.name}/${environmentOf(stack)}/${service}`;
  const others = partsOf(stack).filter(({ name, release }) => release === released && name !== service);
  if (others.length > 0) say(broughtBackByNextDeploy(others, project.name, configuration));
}

async function digestAskedFor(
  job: StackJob,
  service: string,
  { image, digest }: ReleaseChoices,
): Promise<string> {
  return (await engineImage(job, service, image)) ?? checkedDigest(digest, repositoryOf(job.stack, service));
}

async function digestBefore(record: ReleaseRecord, service: string): Promise<string> {
  const digest = await record.previous();
  if (!digest) throw nothingToRollBackTo(service, (await record.current()) ?? '');
  return digest;
}

function checkedDigest(digest: string | undefined, repository: string): string {
  const tag = tagIn(digest);
  if (tag) throw tagThatMoves(tag, repository);
  if (!digest || !/^sha256:[0-9a-f]{64}$/.test(digest)) throw notADigest(digest);
  return digest;
}

function checkedService(stack: SynthesisedStack, service: string | undefined): string {
  const known = releasableIn(stack.json.output ?? {});
  if (!service || !known.includes(service)) throw noSuchService(service, stack.name, known);
  return service;
}

function repositoryOf(stack: SynthesisedStack, service: string): string {
  const own = resourcesOf(stack, 'aws_ecr_repository').find(({ constructPath }) =>
    constructPath.startsWith(`${stack.name}/${service}/`),
  );
  return own?.config.name;
}
