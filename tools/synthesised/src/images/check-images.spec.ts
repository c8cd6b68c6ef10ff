import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stack } from '../testing';
import { checkImages } from './check-images';
import { ImageNeed } from './image-needs';

interface Given {
  readonly settings?: Record<string, string>;
  /** Parameters by variables. */
  readonly secrets?: Record<string, string>;
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
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

function definition(task: string, { settings = {}, secrets = {}, ...start }: Given): object {
  const environment = Object.entries(settings).map(([name, value]) => ({ name, value }));
  const references = Object.entries(secrets).map(([name, parameter]) => ({
    name,
    valueFrom: `arn:aws:ssm:eu-north-1:\${data.aws_caller_identity.Account.account_id}:parameter/secrets/grades/prod/${parameter}`,
  }));
  return {
    '//': { metadata: { path: `grades-prod/${task}/task/definition`, uniqueId: `${task}_definition` } },
    // Expressions stand in it as Terraform has them, without JSON's backslashes.
    container_definitions: JSON.stringify([
      { name: task, environment, secrets: references, ...start },
    ]).replaceAll(/\$\{[^}]*\}/g, (expression) => expression.replaceAll('\\"', '"')),
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

  it('is understood, or what is written wrongly is said, with what was meant and all else that is wrong', () => {
    const written = {
      SENTRY_DSN: { kind: 'secret', optinal: 'errors are not reported' },
      JWT: { kind: 'secrets' },
      DEBUG: { kind: 'setting', because: '' },
      ORIGIN: 'setting',
      HOST: { kind: 'setting', foo: 'bar' },
    } as never;
    const message = said({ api: {}, mailer: {} }, { api: written, mailr: {} });
    for (const words of [
      'image-needs.json, SENTRY_DSN of api: there is no "optinal". Did you mean "optional"?',
      'image-needs.json, JWT of api: "kind" is "secrets". Write "setting" or "secret".',
      'image-needs.json, DEBUG of api: "because" is "". Write a text that is not empty.',
      'image-needs.json, ORIGIN of api: it is "setting". Write { "kind": "setting" }',
      'image-needs.json, HOST of api: there is no "foo". There are kind, optional, because, mustBe, value.',
      'image-needs.json speaks of a task mailr, which no stack has. Did you mean mailer?',
      'grades-prod/mailer: nothing is written about its image.',
    ])
      expect(message).toContain(words);
    expect(message).not.toContain('lacks SENTRY_DSN');
  });

  it('is missed where its value is empty, or hidden in a secret that may have another one', () => {
    const debug = { ...setting, mustBe: 'false' };
    const given = { settings: { ORIGIN: '' }, secrets: { DEBUG: 'DEBUG' } };
    const message = said({ backend: given }, { backend: { ORIGIN: setting, DEBUG: debug } });
    expect(message).toContain('lacks ORIGIN or gives it no value');
    expect(message).toContain("gets DEBUG as a secret, and it has to be 'false'");
  });

  describe('of one value alone, in a command or an entry point', () => {
    const needs = { backend: { DEBUG: { ...setting, mustBe: 'false', because: 'it opens all groups' } } };
    const saidOf = (start: Partial<Given>) =>
      said({ backend: { settings: { DEBUG: 'false' }, ...start } }, needs);

    it.each([
      [['env', 'DEBUG=true', 'uvicorn']],
      [['sh', '-c', 'DEBUG=true exec uvicorn app']],
      [['sh', '-c', 'export DEBUG=1; exec uvicorn app']],
      [['sh', '-c', 'debug=true uvicorn app']],
      [['env', '-u', 'DEBUG', 'uvicorn']],
      [['env', '-uDEBUG', 'uvicorn']],
      [['env', '--unset=DEBUG', 'uvicorn']],
      [['sh', '-c', 'unset DEBUG && uvicorn']],
      [['env', '-i', 'uvicorn']],
      [['env', '-', 'PORT=1', 'uvicorn']],
      [['python', '-c', "import os; os.environ['DEBUG'] = 'true'; import app"]],
    ])('is missed with %j', (words) => {
      for (const start of [{ command: words }, { entryPoint: words }]) {
        const message = saidOf(start);
        expect(message).toContain(`grades-prod/backend starts with '${words.join(' ')}'`);
        expect(message).toContain("it has to be 'false': it opens all groups. Leave DEBUG out");
      }
    });

    it('is missed where entry point and command say it together', () => {
      expect(saidOf({ entryPoint: ['env'], command: ['DEBUG=true', 'uvicorn'] })).toContain('DEBUG=true');
    });

    it.each([
      [['uvicorn', 'app', '--log-level', 'debug', '--debug=no']],
      [['sh', '-c', 'NODE_DEBUG=http DEBUG_COLORS=1 node app.js']],
      [['sh', '-c', 'test "$DEBUG" == false && env PORT=80 node -i app.js']],
    ])('is left as it is by %j', (command) => expect(saidOf({ command })).toBe(''));

    it('is found beside what Terraform fills in', () => {
      const command = ['sh', '-c', 'DEBUG=true app --queue ${aws_sqs_queue.mail.url}'];
      expect(saidOf({ command })).toContain('gives DEBUG another value');
    });
  });

  it('is all that is given: what nothing reads is set for nothing', () => {
    const given = { settings: { OLD: 'x' }, secrets: { JWT_SECRET: 'JWT_SECRET' } };
    const message = said({ backend: given }, { backend: {} });
    for (const name of ['OLD', 'JWT_SECRET'])
      expect(message).toContain(`sets ${name}, which nothing in its image reads (dotkom/grades at aaaaaaa)`);
  });

  it('may be told the region that every container is told', () => {
    const settings = { AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'eu-north-1' };
    expect(said({ backend: { settings } }, { backend: {} })).toBe('');
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

  const whole = { repository: 'dotkom/grades', commit: 'a'.repeat(40), tasks: {} };

  it.each([
    ['repository', { ...whole, repository: '' }, '"repository" is ""; it has to be owner/name.'],
    ['commit', { ...whole, commit: 'main' }, '"commit" is "main"; it has to be its 40 digits.'],
    ['tasks', { ...whole, tasks: undefined }, '"tasks" is missing; it has to be what each reads'],
    ['form', '{', 'It is no JSON: '],
  ])('is refused where its %s is wrong, and what is right is not spoken of', (field, written, problem) => {
    const folder = `${parent}/${(folders += 1)}`;
    writeFiles(folder, { 'image-needs.json': written });
    const check = () => checkImages({ name: 'grades', folder }, []);
    expect(check).toThrow(`image-needs.json does not say what images need. ${problem}`);
    for (const right of ['repository', 'commit', 'tasks'].filter((each) => each !== field))
      expect(check).not.toThrow(`"${right}"`);
  });

  it('is checked of nobody who has not written it down', () => {
    expect(() => checkImages({ name: 'grades', folder: parent }, [stack('grades-prod')])).not.toThrow();
  });

  it.each([
    [
      'of another form',
      { repository: 'a/b', commit: 'a'.repeat(40), tasks: { web: [] } },
      'web: it lacks "files", a list, or "start"',
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
