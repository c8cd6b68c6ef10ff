import { Construct } from 'constructs';
import { Environment, InfraStack, Stacks, UserError } from '@dotkom/stack';
import { synthesised, synthesisedStacks } from '@dotkom/stack/testing';
import { ApplicationStack } from './application-stack';
import { applicationStacks } from './application-stacks';
import { applicationWith, plainService } from './testing';
import { WebService } from './web-service/web-service';

class Plain extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });
  }
}

describe('an application', () => {
  const project = { name: 'grades', owner: 'backlog' };

  it('has one stack for each environment, each with a state and tags of its own', () => {
    const stacks = synthesisedStacks(applicationStacks(Plain), project);
    expect(Object.keys(stacks)).toEqual(['grades-staging', 'grades-prod']);
    for (const environment of ['staging', 'prod']) {
      const stack = stacks[`grades-${environment}`];
      expect(stack?.['terraform'].backend.s3.key).toBe(`stacks/grades-${environment}.tfstate`);
      expect(stack?.['provider'].aws[0].default_tags[0].tags).toMatchObject({
        Application: 'grades',
        Environment: environment,
        Owner: 'backlog',
      });
    }
  });

  it('has only the environments that it names', () => {
    expect(Object.keys(synthesisedStacks(applicationStacks(Plain, ['prod']), project))).toEqual([
      'grades-prod',
    ]);
  });

  it.each([
    [['prod'], ['staging', 'prod']],
    [['staging', 'prod'], ['prod']],
    [['staging'], ['prod']],
  ])(
    'is refused with stacks for %s where CI deploys %s, and both files are named',
    (environments, deployed) => {
      const create = () =>
        synthesisedStacks(applicationStacks(Plain, environments as never), {
          ...project,
          file: 'apps/grades/project.json',
          environments: deployed as never,
        });
      expect(create).toThrow(
        `apps/grades/src/stacks.ts makes stacks for ${environments.join(' and ')}, and CI deploys ${deployed.join(' and ')}, by apps/grades/project.json. `,
      );
    },
  );

  it('is not refused for the order in which its environments are named', () => {
    const create = applicationStacks(Plain, ['prod', 'staging']);
    expect(() => synthesisedStacks(create, { ...project, environments: ['staging', 'prod'] })).not.toThrow();
  });

  it('is told of what is wrong in one environment although another stopped its code', () => {
    class Half extends ApplicationStack {
      constructor(scope: Construct, environment: Environment) {
        super(scope, { environment });
        const count = environment.pick<number>({ prod: 0 } as never);
        new WebService(this, 'backend', { ...plainService, port: 0, count });
      }
    }
    const create = () => synthesisedStacks(applicationStacks(Half), project);
    expect(create).toThrow(/^3 problems/);
    for (const words of ["no answer for 'staging'", '0 is not a port', '0 is no number of tasks'])
      expect(create).toThrow(words);
  });

  it('is told of what stops each environment, where these differ', () => {
    class Refused extends ApplicationStack {
      constructor(scope: Construct, environment: Environment) {
        super(scope, { environment });
        throw new UserError(`${environment.name} has no answer`);
      }
    }
    const create = () => synthesisedStacks(applicationStacks(Refused), project);
    expect(create).toThrow(/^2 problems/);
    for (const name of ['staging', 'prod']) expect(create).toThrow(`${name} has no answer`);
  });

  it("leaves a mistake that is no person's as it was thrown", () => {
    class Broken extends ApplicationStack {
      constructor(scope: Construct, environment: Environment) {
        super(scope, { environment });
        throw new TypeError('not yours');
      }
    }
    expect(() => synthesisedStacks(applicationStacks(Broken), project)).toThrow(TypeError);
  });

  it("finds the platform by its parameters, prod's for staging too", () => {
    const stack = applicationWith(() => {}, { environment: 'staging' });
    const paths = Object.values(stack.data['aws_ssm_parameters_by_path'] ?? {}).map(({ path }) => path);
    expect(paths).toEqual(['/platform/prod', '/releases/grades/staging']);
    expect(stack.data).not.toHaveProperty('terraform_remote_state');
  });

  it('is known to everything within it, and to nothing outside', () => {
    applicationWith((stack) => expect(ApplicationStack.of(new Construct(stack, 'within'))).toBe(stack));
    synthesised((app) => {
      const stack = new InfraStack(app, 'platform-prod', { environment: 'prod' });
      expect(() => new WebService(stack, 'backend', plainService)).toThrow(
        "'platform-prod/backend' is not part of an ApplicationStack.",
      );
      return stack;
    });
  });

  it.each([
    ['Grades', "'grades' would do."],
    ['my_app', "'my-app' would do."],
    ['a'.repeat(31), 'at most 30 characters'],
  ])("cannot be called '%s'", (application, message) => {
    const act = () => applicationWith(() => {}, { application });
    expect(act).toThrow(`'${application}' cannot be the name of an application`);
    expect(act).toThrow(message);
  });

  it.each(['grades-prod', 'grades-staging', 'grades-prod-tools'])(
    "cannot be called '%s', or its names were another's",
    (application) => {
      expect(() => applicationWith(() => {}, { application })).toThrow(
        `'${application}' cannot be the name of an application (in project.json): it must not hold '-`,
      );
    },
  );

  it('with a name that cannot be is told so once, not for each environment, and where the name is written', () => {
    const misnamed = { name: 'Grades', owner: 'dotkom', file: 'apps/grades/project.json' };
    expect(() => synthesisedStacks(applicationStacks(Plain), misnamed)).toThrow(
      /^1 problem to mend[^]*Grades-staging, Grades-prod\n {4}'Grades' cannot be the name of an application \(in apps\/grades\/project\.json\)/,
    );
  });

  it('is refused with what it was given for its environments, where that is no list', () => {
    for (const given of ['prod', { environments: ['prod'] }, 5]) {
      expect(() => applicationStacks(Plain, given as never)).toThrow(
        /^The environments of an application are a list, and applicationStacks is given ("prod", a text|an object with environments|5, a number)\. Write/,
      );
    }
  });

  it.each([
    ['no class', undefined, undefined, 'applicationStacks is given undefined, and no application'],
    ['a name', 'Plain', undefined, 'applicationStacks is given "Plain", a text, and no application'],
    ['an arrow function', () => undefined, undefined, 'applicationStacks is given a function, and no appl'],
    ['no environment', Plain, [], "List some of 'staging', 'prod'"],
    ['one environment twice', Plain, ['prod', 'prod'], "The environment 'prod' is listed more than once"],
    ['an environment that is none', Plain, ['production'], "'production'"],
  ])('is refused with %s', (_, given, environments, words) => {
    expect(() => applicationStacks(given as never, environments as never)).toThrow(words);
  });

  it('with a space in its name is refused as one with capitals is', () => {
    const misnamed = { name: 'my grades', owner: 'dotkom', file: 'apps/grades/project.json' };
    expect(() => synthesisedStacks(applicationStacks(Plain), misnamed)).toThrow(
      /^1 problem[^]*'my grades' cannot be the name of an application[^]*'my-grades' would do/,
    );
  });

  it('is refused where its stacks are made before anybody asks for them', () => {
    expect(() => applicationStacks(Plain)(undefined as never)).toThrow(
      /without a second pair of parentheses/,
    );
  });

  it('is refused where it is part of nothing', () => {
    const create = () => new ApplicationStack(undefined as never, { environment: new Environment('prod') });
    expect(create).toThrow(
      'A construct must be part of another, and what it was given for that is undefined',
    );
  });

  it('is refused where it is made twice', () => {
    const twice: Stacks = (app) => {
      for (const create of [1, 2].map(() => applicationStacks(Plain, ['prod']))) create(app);
    };
    expect(() => synthesisedStacks(twice, { ...project, environments: ['prod'] })).toThrow(
      /^1 problem[^]*Two things are called 'grades-prod'/,
    );
  });

  it.each(['prod', 'reprod', 'productive', 'staging-tools'])("may be called '%s'", (application) => {
    expect(applicationWith(() => {}, { application })['terraform'].backend.s3.key).toBe(
      `stacks/${application}-prod.tfstate`,
    );
  });
});

describe('services of one application', () => {
  it.each([
    'backend',
    'platform',
    'releases',
    'account',
    'state',
    'aws',
    'data',
    'provider',
    'route',
    'service',
  ])("may be called '%s', next to another, and share nothing but the platform", (name) => {
    const stack = applicationWith((application) => {
      new WebService(application, name, plainService);
      new WebService(application, 'other', { ...plainService, host: 'other.grades.no' });
    });
    for (const type of [
      'aws_ecs_service',
      'aws_ecs_task_definition',
      'aws_ecr_repository',
      'aws_lb_target_group',
    ]) {
      const names = Object.values(stack.resource[type] ?? {}).map((each) => each['name'] ?? each['family']);
      expect(new Set(names).size).toBe(2);
    }
    const roles = Object.values(stack.resource['aws_iam_role'] ?? {});
    expect(new Set(roles.map((role) => role['name'])).size).toBe(4);
    expect(Object.keys(stack.data['aws_ssm_parameters_by_path'] ?? {})).toHaveLength(2);
  });
});
