import { readContract } from '../contract';
import { recordedEc2 } from '../testing/recorded-ec2';
import { parseOptions } from './options';
import { applyRetention } from './retention';

const contract = readContract();

const answer = (action: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">` +
  `<requestId>00000000-0000-0000-0000-000000000000</requestId>${content}</${action}Response>`;

const image = (number: number, architecture = 'arm64') => `<item>
  <imageId>ami-${number}</imageId><imageState>available</imageState><isPublic>false</isPublic>
  <architecture>${architecture}</architecture><imageType>machine</imageType>
  <name>dotkom-node-${number}</name><creationDate>2026-0${number}-01T03:00:00.000Z</creationDate>
  <blockDeviceMapping><item><deviceName>/dev/xvda</deviceName>
    <ebs><snapshotId>snap-${number}</snapshotId><volumeSize>30</volumeSize><encrypted>true</encrypted></ebs>
  </item></blockDeviceMapping></item>`;

const images = (items: string, token = '') =>
  answer('DescribeImages', `<imagesSet>${items}</imagesSet>${token && `<nextToken>${token}</nextToken>`}`);
const instances = (...ids: string[]) =>
  answer(
    'DescribeInstances',
    `<reservationSet>${ids
      .map(
        (id) =>
          `<item><instancesSet><item><instanceId>i-1</instanceId><imageId>${id}</imageId></item></instancesSet></item>`,
      )
      .join('')}</reservationSet>`,
  );
const templates = (...ids: string[]) =>
  answer(
    'DescribeLaunchTemplates',
    `<launchTemplates>${ids.map((id) => `<item><launchTemplateId>${id}</launchTemplateId></item>`).join('')}</launchTemplates>`,
  );
/** Versions 1, 2, 3 … of a launch template with these images, the newest first as EC2 gives them, or one page of them. */
const versions = (
  ids: readonly string[],
  { first = 1, byDefault, token = '' }: { first?: number; byDefault?: number; token?: string } = {},
) =>
  answer(
    'DescribeLaunchTemplateVersions',
    `<launchTemplateVersionSet>${ids
      .map(
        (id, index) =>
          `<item><versionNumber>${first + index}</versionNumber>` +
          `<defaultVersion>${first + index === (byDefault ?? first + ids.length - 1)}</defaultVersion>` +
          `<launchTemplateData><imageId>${id}</imageId></launchTemplateData></item>`,
      )
      .reverse()
      .join('')}</launchTemplateVersionSet>${token && `<nextToken>${token}</nextToken>`}`,
  );
const deregistered = (number: number, code = 'success') =>
  answer(
    'DeregisterImage',
    `<return>true</return><deleteSnapshotResultSet><item><snapshotId>snap-${number}</snapshotId>` +
      `<returnCode>${code}</returnCode></item></deleteSnapshotResultSet>`,
  );

/** Seven images on two pages; an instance runs the fourth, a launch template names the seventh. */
const account = {
  DescribeImages: [
    images([1, 2, 3].map((n) => image(n)).join(''), 'more'),
    images([4, 5, 6, 7].map((n) => image(n)).join('')),
  ],
  DescribeInstances: [instances('ami-4')],
  DescribeLaunchTemplates: [templates('lt-1')],
  DescribeLaunchTemplateVersions: [versions(['ami-7'])],
};

async function retention(answers: Record<string, readonly string[]>, ...words: string[]) {
  const { ec2, requests } = recordedEc2(answers);
  const lines: string[] = [];
  let error: unknown;
  try {
    for await (const line of applyRetention(ec2, contract, parseOptions(words))) lines.push(line);
  } catch (thrown) {
    error = thrown;
  }
  return { lines, requests, error, actions: requests.map((request) => request['Action']) };
}

describe('retention', () => {
  it('says what would go and removes nothing, unless it is told to', async () => {
    const { lines, actions, error } = await retention(account, '--keep=2');
    expect(error).toBeUndefined();
    expect(lines).toEqual([
      'keep    ami-7  dotkom-node-7: in use',
      'keep    ami-6  dotkom-node-6: built before an image in use',
      'keep    ami-4  dotkom-node-4: in use',
      'keep    ami-3  dotkom-node-3: built before an image in use',
      'remove  ami-5  dotkom-node-5, with snap-5',
      'remove  ami-2  dotkom-node-2, with snap-2',
      'remove  ami-1  dotkom-node-1, with snap-1',
      'Nothing was removed: this was a dry run. Add --apply to carry it out.',
    ]);
    expect(actions).not.toContain('DeregisterImage');
  });

  it('removes what it said, each image with its snapshots', async () => {
    const { lines, requests } = await retention(
      { ...account, DeregisterImage: [deregistered(5), deregistered(2, 'skipped'), deregistered(1)] },
      '--keep=2',
      '--apply',
    );
    expect(lines.filter((line) => line.startsWith('removed'))).toEqual([
      'removed ami-5  dotkom-node-5',
      'removed ami-2  dotkom-node-2',
      'removed ami-1  dotkom-node-1',
    ]);
    const removals = requests.filter((request) => request['Action'] === 'DeregisterImage');
    expect(removals.map((request) => [request['ImageId'], request['DeleteAssociatedSnapshots']])).toEqual([
      ['ami-5', 'true'],
      ['ami-2', 'true'],
      ['ami-1', 'true'],
    ]);
  });

  it("looks at the account's own images with the contract's tag alone, and at what may still start", async () => {
    const { requests } = await retention(account);
    const of = (action: string) => requests.find((request) => request['Action'] === action);
    expect(of('DescribeImages')).toMatchObject({
      'Owner.1': 'self',
      'Filter.1.Name': 'tag:node-image',
      'Filter.1.Value.1': contract.image.tags['node-image'],
    });
    expect(of('DescribeImages')).not.toHaveProperty('Filter.2.Name');
    const states = Object.entries(of('DescribeInstances') ?? {}).filter(([key]) =>
      key.startsWith('Filter.1.Value'),
    );
    expect(states.map(([, state]) => state)).toEqual(
      expect.arrayContaining(['pending', 'running', 'stopped']),
    );
    expect(of('DescribeLaunchTemplateVersions')).toMatchObject({
      LaunchTemplateId: 'lt-1',
      ResolveAlias: 'true',
    });
    expect(of('DescribeLaunchTemplateVersions')).not.toHaveProperty('LaunchTemplateVersion.1');
  });

  describe('after a rollout that passed over images', () => {
    /** The fleet ran the first, the second to fifth were built, and the fleet was rolled to the fifth. */
    const rolled = {
      DescribeImages: [images([1, 2, 3, 4, 5].map((n) => image(n)).join(''))],
      DescribeInstances: [instances('ami-5')],
      DescribeLaunchTemplates: [templates('lt-1')],
    };
    const removed = (lines: readonly string[]) =>
      lines.flatMap((line) => /^remove +(\S+)/.exec(line)?.[1] ?? []);

    it('keeps the image that the fleet ran before', async () => {
      const { lines } = await retention({
        ...rolled,
        DescribeLaunchTemplateVersions: [versions(['ami-1', 'ami-5'])],
      });
      expect(lines).toContain('keep    ami-1  dotkom-node-1: in use before, to roll back to');
      expect(removed(lines)).toEqual(['ami-2']);
    });

    it('looks past versions that changed something else, on all pages', async () => {
      const { lines, requests } = await retention({
        ...rolled,
        DescribeLaunchTemplateVersions: [
          versions(['ami-5', 'ami-5'], { first: 3, token: 'more' }),
          versions(['ami-1', 'ami-1'], { byDefault: 0 }),
        ],
      });
      expect(removed(lines)).toEqual(['ami-2']);
      expect(requests.at(-1)).toMatchObject({ NextToken: 'more' });
    });

    it('keeps also what the default version names, and what was there before that', async () => {
      const { lines } = await retention({
        ...rolled,
        DescribeLaunchTemplateVersions: [versions(['ami-1', 'ami-2', 'ami-5'], { byDefault: 2 })],
      });
      expect(lines).toContain('keep    ami-2  dotkom-node-2: in use');
      expect(lines).toContain('keep    ami-1  dotkom-node-1: in use before, to roll back to');
    });

    it('keeps no image of a version older than that', async () => {
      const { lines } = await retention({
        ...rolled,
        DescribeLaunchTemplateVersions: [versions(['ami-1', 'ami-2', 'ami-5'])],
      });
      expect(removed(lines)).toEqual(['ami-1']);
    });

    it('keeps each template its own', async () => {
      const { lines } = await retention({
        ...rolled,
        DescribeLaunchTemplates: [templates('lt-1', 'lt-2')],
        DescribeLaunchTemplateVersions: [versions(['ami-1', 'ami-5']), versions(['ami-2', 'ami-5'])],
      });
      expect(removed(lines)).toEqual([]);
    });
  });

  it('removes nothing when it cannot learn what is in use', async () => {
    const denied =
      '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized.</Message></Error></Errors></Response>';
    const { actions, error } = await retention({ ...account, DescribeLaunchTemplates: [denied] }, '--apply');
    expect(error).toMatchObject({ name: 'UnauthorizedOperation' });
    expect(actions).not.toContain('DeregisterImage');
  });

  it('stops at a snapshot that stays behind, and names it', async () => {
    const { error, actions } = await retention(
      { ...account, DeregisterImage: [deregistered(5, 'missing-permissions')] },
      '--keep=2',
      '--apply',
    );
    expect(error).toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('snap-5 (missing-permissions)') as string,
    });
    expect(actions.filter((action) => action === 'DeregisterImage')).toHaveLength(1);
  });

  it('refuses an image that cannot be a node image', async () => {
    const { error } = await retention({ ...account, DescribeImages: [images(image(1, 'i386'))] }, '--apply');
    expect(error).toMatchObject({ name: 'UserError', message: expect.stringContaining("'i386'") as string });
  });

  it('has nothing to do in an account without node images', async () => {
    const { lines } = await retention({ ...account, DescribeImages: [images('')] });
    expect(lines).toEqual(['Nothing to remove.']);
  });
});

describe('parseOptions', () => {
  it('is a dry run that keeps three, unless told otherwise', () => {
    expect(parseOptions([])).toEqual({ keep: 3, region: 'eu-north-1', apply: false });
    expect(parseOptions(['--apply', '--keep=5', '--region=eu-west-1'])).toEqual({
      keep: 5,
      region: 'eu-west-1',
      apply: true,
    });
  });

  it.each(['--keep=1', '--keep=many', '--keep', '--aply', 'apply'])('refuses %s', (word) => {
    expect(() => parseOptions([word])).toThrow(`'${word}' is not an option of retention.`);
  });
});
