import { TerraformOutput, TerraformStack, Testing, Token } from 'cdktf';
import fc from 'fast-check';
import { awsName, NamedResource } from './names';
import { testApp } from './testing';
import { checkedWord } from './word';
import { isUserError } from './user-error';

/** What AWS itself takes, written from its API references and not from the code. */
const limits: Record<NamedResource, { readonly longest: number; readonly takes: RegExp }> = {
  'load balancer': { longest: 32, takes: /^(?!internal-)(?!-)[a-zA-Z0-9-]+(?<!-)$/ },
  'target group': { longest: 32, takes: /^(?!-)[a-zA-Z0-9-]+(?<!-)$/ },
  'IAM role': { longest: 64, takes: /^[\w+=,.@-]+$/ },
  'IAM policy': { longest: 128, takes: /^[\w+=,.@-]+$/ },
  'instance profile': { longest: 128, takes: /^[\w+=,.@-]+$/ },
  'security group': { longest: 255, takes: /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/ },
  'launch template': { longest: 128, takes: /^[a-zA-Z0-9().\-/_]{3,}$/ },
  'auto scaling group': { longest: 255, takes: /^[\x20-\x7e]+$/ },
  'capacity provider': { longest: 255, takes: /^(?!aws|ecs|fargate)[\w-]+$/ },
  'ECS cluster': { longest: 255, takes: /^[\w-]+$/ },
  'ECS service': { longest: 255, takes: /^[\w-]+$/ },
  'task definition family': { longest: 255, takes: /^[\w-]+$/ },
  'S3 bucket': { longest: 63, takes: /^(?!xn--|sthree-)[a-z0-9][a-z0-9.-]+[a-z0-9]$/ },
  topic: { longest: 256, takes: /^[\w-]+$/ },
  queue: { longest: 80, takes: /^[\w-]+$/ },
  'FIFO queue': { longest: 75, takes: /^[\w-]+$/ },
  alarm: { longest: 255, takes: /^[\x20-\x7e]+$/ },
  schedule: { longest: 64, takes: /^[\w.-]+$/ },
  'event rule': { longest: 64, takes: /^[\w.-]+$/ },
  'state machine': { longest: 80, takes: /^[\w-]+$/ },
  function: { longest: 64, takes: /^[\w-]+$/ },
  database: { longest: 63, takes: /^(?!.*--)[a-z][a-z0-9-]*(?<!-)$/ },
  budget: { longest: 100, takes: /^(?!.*\/action\/)[^:\\]+$/ },
  namespace: { longest: 1024, takes: /^[!-~]+$/ },
  'session document': { longest: 128, takes: /^[\w.-]{3,}$/ },
  'ECR repository': {
    longest: 256,
    takes: /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
  },
};
const named = Object.keys(limits) as NamedResource[];

/** Words as `checkedWord` lets them through. */
const word = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){2,14}$/).filter((text) => text.length <= 30);
const words = fc
  .array(word, { minLength: 2, maxLength: 5 })
  .filter(([first]) => !/^(sg|aws|ecs|fargate|xn|internal|sthree)/.test(first ?? ''));
const resource = fc.constantFrom(...named);
const immutable = fc.option(
  fc.dictionary(fc.constantFrom('port', 'protocol', 'platform'), fc.oneof(fc.integer(), fc.string()), {
    minKeys: 1,
  }),
  { nil: undefined },
);

describe('awsName', () => {
  it('is always a name that AWS takes, whatever the words and however long', () => {
    fc.assert(
      fc.property(resource, words, immutable, (kind, of, attributes) => {
        const name = awsName(kind, of, attributes);
        expect(name.length).toBeLessThanOrEqual(limits[kind].longest);
        expect(name).toMatch(limits[kind].takes);
      }),
      { numRuns: 1000 },
    );
  });

  it('holds a single word that fills the limit as it is, and shortens one that is a character longer', () => {
    for (const kind of named) {
      const fits = 'a'.repeat(limits[kind].longest);
      expect(awsName(kind, [fits])).toBe(fits);
      const shortened = awsName(kind, [`${fits}a`]);
      expect(shortened).toHaveLength(limits[kind].longest);
      expect(shortened).toMatch(/^a+-[0-9a-f]{8}$/);
    }
  });

  it('is the same today as it was: a name in AWS does not move under its owner', () => {
    expect(awsName('ECS service', ['grades', 'prod', 'backend'])).toBe('grades-prod-backend');
    expect(awsName('ECR repository', ['grades', 'prod', 'backend'])).toBe('grades/prod/backend');
    expect(awsName('target group', ['grades', 'prod', 'backend'], { port: 5555 })).toBe(
      'grades-prod-backend-0b41b681',
    );
    expect(awsName('target group', ['vengeful-vineyard', 'staging', 'frontend'])).toBe(
      'vengeful-vineyard-stagi-23f7bd70',
    );
  });

  it('is the same whenever it is asked for, in whatever order the attributes are written', () => {
    fc.assert(
      fc.property(resource, words, immutable, (kind, of, attributes) => {
        const reordered = attributes && Object.fromEntries(Object.entries(attributes).reverse());
        expect(awsName(kind, [...of], reordered)).toBe(awsName(kind, of, attributes));
      }),
    );
  });

  it('differs for different words where it had to be shortened, also when they begin and join alike', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        const long = 'x'.repeat(30);
        expect(awsName('target group', [long, ...one])).not.toBe(awsName('target group', [long, ...other]));
      }),
    );
    expect(awsName('target group', ['a'.repeat(30), 'b-c', 'd'])).not.toBe(
      awsName('target group', ['a'.repeat(30), 'b', 'c-d']),
    );
  });

  it('is another name as soon as one immutable attribute is another, so that a replacement can be created first', () => {
    fc.assert(
      fc.property(resource, words, fc.integer(), fc.integer(), (kind, of, one, other) => {
        fc.pre(one !== other);
        const name = (port: number) => awsName(kind, of, { port, protocol: 'HTTP' });
        expect(name(one)).not.toBe(name(other));
        expect(awsName(kind, of, { port: one })).not.toBe(awsName(kind, of, { health: one }));
      }),
    );
  });

  it('leaves it to Terraform to hash an attribute that only the plan knows, beside those that are known', () => {
    const network = Token.asString({ creationStack: [], resolve: () => '' });
    const name = (port: number) => awsName('target group', ['grades', 'prod', 'backend'], { network, port });
    const [, kept, planned] = /^(grades-prod-backend-)(\$\{TfToken\[\w+\.\d+\]\})$/.exec(name(80)) ?? [];
    expect(kept?.length).toBeLessThanOrEqual(32 - 8);
    expect(planned).toBeDefined();
    const resolved = (port: number) => {
      const output = new TerraformOutput(new TerraformStack(testApp(), 'stack'), 'name', {
        value: name(port),
      });
      return Testing.synth(TerraformStack.of(output));
    };
    expect(resolved(80)).toMatch(/substr\(sha256\(join\(\\" \\", \[\\"[0-9a-f]{8}\\", /);
    expect(resolved(80)).not.toBe(resolved(81));
  });

  it('stays readable when it is shortened: it begins with the words', () => {
    expect(awsName('load balancer', ['platform', 'for-trying-a-new-node-image'])).toMatch(
      /^platform-for-trying-a-n-[0-9a-f]{8}$/,
    );
  });

  it('does not cut to two separators in a row', () => {
    const name = awsName('target group', ['a'.repeat(22), 'b'.repeat(22)]);
    expect(name).toMatch(/^a{22}-[0-9a-f]{8}$/);
  });

  it.each<[string, NamedResource, string[]]>([
    ['capitals', 'IAM role', ['Grades', 'prod']],
    ['an underscore', 'target group', ['my_app']],
    ['a space', 'ECS service', ['my app']],
    ['two hyphens in a row', 'target group', ['a--b']],
    ['a hyphen at the end', 'load balancer', ['a-']],
    ['an empty word', 'IAM role', ['grades', '', 'prod']],
    ['no words', 'IAM role', []],
    ['a slash where there are no paths', 'IAM role', ['a/b']],
    ['two slashes in a path', 'ECR repository', ['a//b']],
    ['letters that only some alphabets have', 'S3 bucket', ['blåbær']],
  ])('refuses %s', (_, kind, of) => {
    expect(() => awsName(kind, of)).toThrow(`cannot be the name of the ${kind}: it may hold only`);
  });

  it('says what was refused and offers a name that would do', () => {
    expect(() => awsName('IAM role', ['Grades', 'prod'])).toThrow(
      "'Grades-prod' cannot be the name of the IAM role: it may hold only lower-case letters, digits and single hyphens between them. 'grades-prod' would do.",
    );
  });

  it('accepts every name that it offers, for every refused text', () => {
    fc.assert(
      fc.property(resource, awkward, (kind, text) => {
        const offer = offerOf(() => awsName(kind, [text]));
        if (offer !== undefined) expect(awsName(kind, [offer])).toBeTruthy();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('checkedWord', () => {
  it('gives back a name that is good', () => {
    fc.assert(fc.property(word, (name) => expect(checkedWord('an application', name)).toBe(name)));
  });

  it.each([
    ['a digit first', '3d-printers'],
    ['capitals', 'OnlineWeb'],
    ['an underscore', 'vengeful_vineyard'],
    ['a slash', 'online/web'],
    ['31 characters', 'a'.repeat(31)],
    ['nothing', ''],
    ['a line break at the end', 'grades\n'],
  ])('refuses %s', (_, name) => {
    const refused = refusal(() => checkedWord('an application', name));
    expect(refused).toContain(`'${name}' cannot be the name of an application`);
    expect(refused).toContain('at most 30 characters');
  });

  it('takes 30 characters', () => {
    expect(checkedWord('a service', 'a'.repeat(30))).toHaveLength(30);
  });

  it.each([
    ['Vengeful_Vineyard', 'vengeful-vineyard'],
    ['2024-arets-fest', 'arets-fest'],
    ['online//web', 'online-web'],
    ['a-name-that-is-far-too-long-to-go-on', 'a-name-that-is-far-too-long-to'],
  ])("offers for '%s' the name '%s'", (name, offered) => {
    expect(offerOf(() => checkedWord('an application', name))).toBe(offered);
  });

  it('accepts every name that it offers', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const offer = offerOf(() => checkedWord('a service', text));
        if (offer !== undefined) expect(checkedWord('a service', offer)).toBe(offer);
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts or refuses every text there is, and is never at a loss', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          expect(checkedWord('a service', text)).toMatch(/^[a-z][a-z0-9-]{0,29}$/);
        } catch (error) {
          expect(isUserError(error)).toBe(true);
        }
      }),
    );
  });
});

/** Texts close to names, where mistakes hide. */
const awkward = fc.string({
  unit: fc.constantFrom('a', 'B', '7', '-', '/', '_', ' ', 'æ', '\u212a'),
  maxLength: 60,
});

function refusal(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (isUserError(error)) return error.message;
    throw error;
  }
}

function offerOf(act: () => unknown): string | undefined {
  return /'([^']*)' would do\.$/.exec(refusal(act) ?? '')?.[1];
}
