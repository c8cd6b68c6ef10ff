import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stack } from '../testing';
import { checkImages } from './check-images';
import { ImageNeed } from './image-needs';

interface Given {
  readonly settings?: Record<string, string>;
  /** Parameters by variables. */
  readonly secrets?: Record<string, string>;
}

const parent = temporaryFolder();
let folders = 0;

/** What is said of tasks that are given something, whose images need something. */
function said(tasks: Record<string, Given>, needs: Record<string, Record<string, ImageNeed>>): string {
  const folder = `${parent}/${(folders += 1)}`;
  const images = Object.entries(needs).map(([task, start]) => [task, { files: ['src/env.ts'], start }]);
  writeFiles(folder, {
    'image-needs.json': {
      repository: 'dotkom/grades',
      commit: 'a'.repeat(40),
      tasks: Object.fromEntries(images),
    },
  });
  const definitions = Object.entries(tasks).map(([task, given]) => [
    `${task}_definition`,
    definition(task, given),
  ]);
  const of = stack('grades-prod', { aws_ecs_task_definition: Object.fromEntries(definitions) });
  try {
    checkImages({ name: 'grades', folder }, [of]);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function definition(task: string, { settings = {}, secrets = {} }: Given): object {
  const environment = Object.entries(settings).map(([name, value]) => ({ name, value }));
  const references = Object.entries(secrets).map(([name, parameter]) => ({
    name,
    valueFrom: `arn:aws:ssm:eu-north-1:\${data.aws_caller_identity.Account.account_id}:parameter/secrets/grades/prod/${parameter}`,
  }));
  return {
    '//': { metadata: { path: `grades-prod/${task}/task/definition`, uniqueId: `${task}_definition` } },
    container_definitions: JSON.stringify([{ name: task, environment, secrets: references }]),
  };
}

const setting = { kind: 'setting' } as const;
const secret = { kind: 'secret' } as const;

describe('what images need', () => {
  it('is given: as settings, as secrets under any parameter, and a setting as a secret too', () => {
    const given = {
      settings: { ORIGIN: 'https://grades.no' },
      secrets: { KEY: 'API_KEY', CLIENT_ID: 'CLIENT_ID' },
    };
    const needs = {
      ORIGIN: setting,
      KEY: secret,
      CLIENT_ID: setting,
      EXTRA: { ...setting, optional: 'no extra' },
    };
    expect(said({ backend: given }, { backend: needs })).toBe('');
  });

  it('is found in what Terraform fills in, too', () => {
    const settings = {
      QUEUE: '${aws_sqs_queue.mail.url}',
      HOST: '${local.facts["/platform/prod/host"]}',
      LAST: 'x',
    };
    expect(
      said({ backend: { settings } }, { backend: { QUEUE: setting, HOST: setting, LAST: setting } }),
    ).toBe('');
  });

  it('is missed by name, with where it stands and why, all at once', () => {
    const message = said(
      { backend: { settings: { DEBUG: 'true', KEY: 'in the open' } }, web: {} },
      {
        backend: {
          ORIGIN: { ...setting, because: 'its default is localhost' },
          DEBUG: { ...setting, mustBe: 'false', because: 'debug lets anyone read any group' },
          KEY: secret,
          JWT: secret,
        },
      },
    );
    for (const words of [
      'The tasks of grades are not given what their images need',
      'grades-prod/backend lacks ORIGIN or gives it no value, a setting that its image needs (src/env.ts of dotkom/grades at aaaaaaa): its default is localhost.',
      "grades-prod/backend sets DEBUG to 'true', and it has to be 'false', in its 'environment': debug lets anyone read any group.",
      'grades-prod/backend gets KEY as a plain setting',
      "grades-prod/backend lacks JWT or gives it no value, a secret that its image needs (src/env.ts of dotkom/grades at aaaaaaa). Add it to its 'secrets'.",
      'grades-prod/web: nothing is written about its image.',
    ])
      expect(message).toContain(words);
  });

  it('is missed where its value is empty, or hidden in a secret that may have another one', () => {
    const debug = { ...setting, mustBe: 'false' };
    const given = { settings: { ORIGIN: '' }, secrets: { DEBUG: 'DEBUG' } };
    const message = said({ backend: given }, { backend: { ORIGIN: setting, DEBUG: debug } });
    expect(message).toContain('lacks ORIGIN or gives it no value');
    expect(message).toContain("gets DEBUG as a secret, and it has to be 'false'");
  });

  it('is all that is given: what nothing reads is set for nothing', () => {
    const given = { settings: { OLD: 'x' }, secrets: { JWT_SECRET: 'JWT_SECRET' } };
    const message = said({ backend: given }, { backend: {} });
    for (const name of ['OLD', 'JWT_SECRET'])
      expect(message).toContain(`sets ${name}, which nothing in its image reads (dotkom/grades at aaaaaaa)`);
  });

  describe('of two images in one variable', () => {
    const dsn = (value: string): Record<string, ImageNeed> => ({ SENTRY_DSN: { ...secret, value } });
    const given = (parameter: string) => ({ secrets: { SENTRY_DSN: parameter } });

    it('may be one value by one parameter, or two by two', () => {
      const shared = { backend: dsn('of grades'), web: dsn('of grades') };
      expect(said({ backend: given('SENTRY_DSN'), web: given('SENTRY_DSN') }, shared)).toBe('');
      const apart = { backend: dsn('of backend'), web: dsn('of web') };
      expect(said({ backend: given('SENTRY_DSN'), web: given('WEB_SENTRY_DSN') }, apart)).toBe('');
    });

    it('cannot be two values by one parameter', () => {
      const apart = { backend: dsn('of backend'), web: dsn('of web') };
      expect(said({ backend: given('SENTRY_DSN'), web: given('SENTRY_DSN') }, apart)).toContain(
        'grades in prod: backend (SENTRY_DSN) and web (SENTRY_DSN) get one value, of the parameter /secrets/grades/prod/SENTRY_DSN, and mean different ones (of backend; of web)',
      );
    });

    it('may be one value in different variables', () => {
      const needs = {
        web: { CLIENT_SECRET: { ...secret, value: 'the client web' } },
        backend: { WEB_CLIENT_SECRET: { ...secret, value: 'the client web' } },
      };
      const tasks = {
        web: { secrets: { CLIENT_SECRET: 'WEB_CLIENT_SECRET' } },
        backend: { secrets: { WEB_CLIENT_SECRET: 'WEB_CLIENT_SECRET' } },
      };
      expect(said(tasks, needs)).toBe('');
    });
  });

  it('is checked of nobody who has not written it down', () => {
    expect(() => checkImages({ name: 'grades', folder: parent }, [stack('grades-prod')])).not.toThrow();
  });

  it.each([
    ['not JSON', '{', 'JSON ('],
    ['without a commit', { repository: 'a/b', tasks: {} }, '"commit" (40 digits)'],
    [
      'of another form',
      { repository: 'a/b', commit: 'a'.repeat(40), tasks: { web: [] } },
      '"files" and "start" of web',
    ],
    [
      'with a word that means nothing',
      {
        repository: 'a/b',
        commit: 'a'.repeat(40),
        tasks: { web: { files: [], start: { KEY: { kind: 'secret', required: true } } } },
      },
      'KEY of web',
    ],
  ])('is refused when it is %s', (_, content, words) => {
    const folder = `${parent}/${(folders += 1)}`;
    writeFiles(folder, { 'image-needs.json': content });
    expect(() => checkImages({ name: 'grades', folder }, [])).toThrow(words);
  });
});
