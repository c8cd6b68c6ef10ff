import { recording } from '@dotkom/deploying/testing';
import { AwsStandIn, S3StandIn } from '@dotkom/deploying/testing';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { TestWorkspace } from '../../testing/workspace';
import release, { ReleaseOptions } from './executor';

const parent = temporaryFolder();
const aws = new AwsStandIn();
const s3 = new S3StandIn();
const before = process.env;
const [one, two, three] = ['1', '2', '3'].map((digit) => `sha256:${digit.repeat(64)}`) as [
  string,
  string,
  string,
];
const index = 'application/vnd.oci.image.index.v1+json';
/** Every digest that was recorded, the newest last. */
let recorded: string[] = [];

beforeAll(() => Promise.all([aws.start(), s3.start()]));
beforeEach(() => {
  aws.reset();
  s3.reset();
  s3.buckets.set('dotkom-infra-state', new Map());
  recorded = [];
  const orNone = (answer: () => Record<string, unknown>) =>
    recorded.length === 0 ? { error: 'ParameterNotFound' } : answer();
  aws.on('GetParameter', () => orNone(() => ({ Parameter: { Value: recorded.at(-1) } })));
  aws.on('GetParameterHistory', () => orNone(() => ({ Parameters: recorded.map((Value) => ({ Value })) })));
  aws.on('PutParameter', ({ Value }) => (recorded.push(Value), { Version: recorded.length }));
  aws.on('BatchGetImage', ({ imageIds: [imageId], acceptedMediaTypes = [] }) => ({
    // An index is given to whom takes one alone; and what is asked for by its digest is never made another.
    images: acceptedMediaTypes.includes(index)
      ? [{ imageId, imageManifest: 'the manifest', imageManifestMediaType: index }]
      : [],
    failures: [],
  }));
  aws.on('PutImage', {});
  aws.on('GetParametersByPath', () => ({ Parameters: [] }));
  aws.on('DescribeImages', ({ imageIds }) => {
    if (imageIds?.[0].imageDigest === three) return { error: 'ImageNotFoundException' };
    return {
      imageDetails: [
        { imageDigest: one, imageTags: ['v1'], imagePushedAt: 1 },
        { imageDigest: two, imagePushedAt: 2 },
      ],
    };
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});
afterAll(() => Promise.all([aws.stop(), s3.stop()]));

/** What a release changes. */
const plan = {
  stdout: JSON.stringify({
    type: 'planned_change',
    change: { action: 'update', resource: { addr: 'aws_ecs_service.backend' } },
  }),
  code: 2,
};

/** What Terraform shows of a state in which the service was told to run its second task definition. */
const state = {
  resources: [
    {
      mode: 'managed',
      type: 'aws_ecs_service',
      instances: [{ attributes: { name: 'grades-prod-backend', cluster: 'platform-prod' } }],
    },
  ],
};

function grades(): TestWorkspace {
  return new TestWorkspace(parent, {
    grades: {
      'grades-prod': {
        ...stackJson('grades-prod', {
          aws_ecs_service: { backend: { image: '${data.aws_ssm_parameters_by_path.releases.values[0]}' } },
          aws_sqs_queue: { mail: {} },
          aws_ecr_repository: {
            web: {
              '//': { metadata: { path: 'grades-prod/web/images/repository' } },
              name: 'grades/prod/web',
            },
            backend: {
              '//': { metadata: { path: 'grades-prod/backend/images/repository' } },
              name: 'grades/prod/backend',
            },
          },
        }),
        data: { aws_ssm_parameters_by_path: { releases: { path: '/releases/grades/prod' } } },
        output: {
          backend: { value: { service: 'backend', release: 'backend' } },
          web: { value: { service: 'web', release: 'web' } },
          mailer: { value: { service: 'mailer', release: 'backend' } },
        },
      },
    },
  });
}

async function run(options: ReleaseOptions, workspace = grades()) {
  process.env = {
    ...workspace.environment(s3.endpoint),
    AWS_ENDPOINT_URL_SSM: aws.endpoint,
    AWS_ENDPOINT_URL_ECR: aws.endpoint,
    AWS_ENDPOINT_URL_ECS: aws.endpoint,
  };
  const outcome = await release(
    { environment: 'prod', service: 'backend', ...options },
    workspace.context('grades'),
  );
  return { ...outcome, output: workspace.output, terraform: workspace.terraform };
}

describe('a release', () => {
  it('is recorded for its service, deployed by a plan of its own, and reported', async () => {
    recorded = [one];
    const { success, output, terraform } = await run({ digest: two });
    expect(success).toBe(true);
    expect(aws.asked('PutParameter')).toEqual([
      { Name: '/releases/grades/prod/backend', Type: 'String', Value: two, Overwrite: true },
    ]);
    expect(terraform.commands).toContain('plan');
    expect(output).toContain(`grades-prod/backend: ${two} is recorded, before it ${one}`);
    expect(output).toContain(`grades-prod/backend runs ${two}`);
  });

  it('keeps its image from being deleted as one of many, by a tag, once', async () => {
    await run({ digest: two });
    expect(aws.asked('PutImage')).toEqual([
      {
        repositoryName: 'grades/prod/backend',
        imageManifest: 'the manifest',
        imageManifestMediaType: index,
        imageDigest: two,
        imageTag: expect.stringMatching(/^released-\d{8}T\d{6}Z$/),
      },
    ]);
    aws.on('DescribeImages', {
      imageDetails: [{ imageDigest: two, imageTags: ['released-20270114T114500Z'] }],
    });
    await run({ digest: two });
    expect(aws.asked('PutImage')).toHaveLength(1);
  });

  it.each([
    ['of another image', [{ imageId: { imageDigest: one }, imageManifest: 'converted' }]],
    ['that is missing', []],
  ])('is refused where ECR gives a manifest %s, and nothing is marked or recorded', async (_what, images) => {
    aws.on('BatchGetImage', { images });
    const { success, output } = await run({ digest: two });
    expect(success).toBe(false);
    expect(output).toContain(`The image ${two} of the repository grades/prod/backend could not be marked`);
    expect([aws.asked('PutImage'), aws.asked('PutParameter')]).toEqual([[], []]);
  });

  it('is the first where there was none', async () => {
    const { success, output } = await run({ digest: one });
    expect(success).toBe(true);
    expect(output).toContain('its first release');
  });

  it('is only recorded when that is asked for, without Terraform', async () => {
    const { success, terraform } = await run({ digest: one, deploy: false });
    expect(success).toBe(true);
    expect(recorded).toEqual([one]);
    expect(terraform.commands).toEqual([]);
  });

  it('is taken back when its deploy fails, so that the next one does not try it again', async () => {
    recorded = [one];
    const workspace = grades();
    workspace.terraform.answer('plan', plan);
    workspace.terraform.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    workspace.terraform.answer('state', { stdout: JSON.stringify(state) });
    aws.on('DescribeServices', () => ({
      services: [
        {
          serviceName: 'grades-prod-backend',
          taskDefinition: 'backend:1',
          deployments: [{ rolloutState: 'FAILED' }],
          events: [{ message: 'rolling back to deployment ecs-svc/1.' }],
        },
      ],
    }));
    aws.on('ListTasks', () => ({ taskArns: [] }));
    const { success, output } = await run({ digest: two }, workspace);
    expect(success).toBe(false);
    expect(recorded).toEqual([one, two, one]);
    expect(output).toContain(`the release is taken back; ${one} is recorded again`);
    expect(output).toContain(
      'its image as well (mailer) may run the one that failed until the next deploy: npx nx deploy grades -c prod',
    );
    expect(output).not.toContain(`runs ${two}`);
    expect(output).toContain('grades-prod-backend: it was rolled back to backend:1');
  });

  it('is left alone when it failed after a newer one was recorded', async () => {
    recorded = [one];
    const workspace = grades();
    workspace.terraform.answer('plan', plan);
    workspace.terraform.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    const asked = () => aws.asked('PutParameter').length;
    aws.on('GetParameter', () => ({ Parameter: { Value: asked() === 0 ? one : three } }));
    expect((await run({ digest: two }, workspace)).success).toBe(false);
    expect(recorded).toEqual([one, two]);
  });

  it('is not deployed along with anything else', async () => {
    recorded = [one];
    const workspace = grades();
    workspace.terraform.answer('plan', {
      stdout: plan.stdout.replace('aws_ecs_service.backend', 'aws_sqs_queue.mail'),
      code: 2,
    });
    const { success, output, terraform } = await run({ digest: two }, workspace);
    expect(success).toBe(false);
    expect(output).toContain('more would change than what was released');
    expect(terraform.commands).not.toContain('apply');
    expect(recorded).toEqual([one, two]);
  });

  it('goes back to the one before, and the next time further', async () => {
    recorded = [three, one, one, two];
    expect((await run({ rollback: true })).success).toBe(true);
    expect(recorded.at(-1)).toBe(one);
    aws.on('DescribeImages', { imageDetails: [{ imageDigest: three, imageTags: ['released-1'] }] });
    expect((await run({ rollback: true })).success).toBe(true);
    expect(recorded.at(-1)).toBe(three);
  });

  it('never goes back to one that was taken back', async () => {
    recorded = [one, two, three, two];
    expect((await run({ rollback: true })).success).toBe(true);
    expect(recorded.at(-1)).toBe(one);
  });

  it.each([[[]], [[one]], [[one, one]]])('has nothing to go back to after %j', async (history) => {
    recorded = [...history];
    const { success, output } = await run({ rollback: true });
    expect(success).toBe(false);
    expect(output).toContain('there is nothing to roll back to');
    expect(recorded).toEqual(history);
  });

  it('is of an image that is in the repository of its service', async () => {
    const { success, output } = await run({ digest: three });
    expect(success).toBe(false);
    expect(output).toContain(`There is no image ${three} in the repository grades/prod/backend.`);
    expect(output).toMatch(new RegExp(`${two} \\(no tag\\)\\n.*${one} \\(v1\\)`));
    expect(recorded).toEqual([]);
  });

  it.each(['latest', 'git-0a1b2c3', 'grades/prod/backend:latest', 'registry.example:5000/grades:main'])(
    'is refused when it is of the tag %p, with what the workflow has to push',
    async (digest) => {
      const { success, output } = await run({ digest });
      expect(success).toBe(false);
      expect(output).toContain(
        `'${digest.split(':').at(-1)}' is a tag, and a tag can mean another image tomorrow`,
      );
      expect(output).toContain(
        '/grades/prod/backend:git-${{ github.sha }}-${{ github.run_id }}-${{ github.run_attempt }}',
      );
      expect(output).toContain('application: grades, environment: prod, service: backend');
      expect(aws.calls).toEqual([]);
    },
  );

  it('warns of an image whose tag its workflow means to move: the next push of it fails', async () => {
    aws.on('DescribeImages', { imageDetails: [{ imageDigest: one, imageTags: ['git-1', 'latest'] }] });
    const { success, output } = await run({ digest: one, deploy: false });
    expect(success).toBe(true);
    expect(output).toContain(
      "warning: this image is tagged 'latest'. Tags of grades/prod/backend never move",
    );
    aws.on('DescribeImages', { imageDetails: [{ imageDigest: one, imageTags: ['git-1', 'v1.2'] }] });
    expect((await run({ digest: one, deploy: false })).output).not.toContain('warning');
  });

  it('is of a job or a one-off task that has an image of its own as well', async () => {
    const workspace = grades();
    workspace.synthesise('grades', 'grades-prod', {
      ...stackJson('grades-prod', {
        aws_ecr_repository: {
          migration: {
            '//': { metadata: { path: 'grades-prod/migration/images/repository' } },
            name: 'grades/prod/migration',
          },
        },
      }),
      output: {
        migration: { value: { oneOffTask: 'migration', release: 'migration' } },
        digest: { value: { job: 'digest', release: 'backend' } },
      },
    });
    expect((await run({ service: 'migration', digest: one, deploy: false }, workspace)).success).toBe(true);
    expect(recorded).toEqual([one]);
    const refused = await run({ service: 'digest', digest: one, deploy: false }, workspace);
    expect(refused.output).toContain('With releases of their own it has migration.');
  });

  it.each([undefined, '', 'sha256:123', `sha256:${'g'.repeat(64)}`])(
    'is refused when its digest is %p, before anybody has to be signed in',
    async (digest) => {
      const { success, output } = await run({ digest });
      expect(success).toBe(false);
      expect(output).toMatch(/No digest was given|is not the digest of an image/);
      expect(aws.calls).toEqual([]);
    },
  );

  it('is not recorded while a secret is missing that its containers need', async () => {
    const workspace = grades();
    workspace.synthesise('grades', 'grades-prod', {
      ...stackJson('grades-prod', {
        aws_ecs_task_definition: {
          backend: {
            '//': { metadata: { path: 'grades-prod/backend/task-definition' } },
            container_definitions:
              '[{"secrets":[{"valueFrom":"arn:aws:ssm:::parameter/secrets/grades/prod/JWT_SECRET"}]}]',
          },
        },
        aws_ecr_repository: {
          backend: { '//': { metadata: { path: 'grades-prod/backend/images/repository' } }, name: 'r' },
        },
      }),
      output: { backend: { value: { service: 'backend', release: 'backend' } } },
    });
    aws.on('DescribeParameters', () => ({ Parameters: [] }));
    const { success, output, terraform } = await run({ digest: one }, workspace);
    expect(success).toBe(false);
    expect(output).toMatch(
      /a secret is not set\. Nothing was changed\..*npx nx secrets grades -c prod --set JWT_SECRET/s,
    );
    expect(recorded).toEqual([]);
    expect(terraform.commands).toEqual([]);
  });

  it.each([
    [undefined, 'Say which service of grades-prod the release is of'],
    ['frontend', "grades-prod has no service 'frontend'. With releases of their own it has backend, web."],
    ['mailer', 'With releases of their own it has backend, web.'],
  ])('is refused when its service is %p', async (service, message) => {
    const { success, output } = await run({ service, digest: one });
    expect(success).toBe(false);
    expect(output).toContain(message);
  });
});
