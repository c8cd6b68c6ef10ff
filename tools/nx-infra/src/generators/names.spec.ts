import * as fc from 'fast-check';
import * as ts from 'typescript';
import { applicationFiles } from './application/files';
import { stagingHost } from './hosts';
import { checkedNewApplicationName, classNameOf } from './names';

const constructs = ['WebService'];
const word = fc.stringMatching(/^[a-z](-?[a-z0-9]){0,14}$/);

/** What a refusal offers instead. */
function offered(name: string, others: readonly string[] = []): string | undefined {
  try {
    checkedNewApplicationName(name, others);
    return undefined;
  } catch (error) {
    return /'([^']+)' would do\.$/.exec((error as Error).message)?.[1];
  }
}

describe('the name of an application', () => {
  it.each([
    ['Grades', 'may|must begin', 'grades'],
    ['my app', 'must begin', 'my-app'],
    ['2048', 'must begin', 'app-2048'],
    ['2048-game', 'must begin', 'game'],
    ['æøå', 'must begin', 'aeoa'],
    ['Blåbær', 'must begin', 'blabaer'],
    ['café', 'must begin', 'cafe'],
    ['Grades-Prod', 'must begin', 'grades'],
    ['grades-prod', 'could not be told from those of another application', 'grades'],
    ['grades-staging-prod', 'could not be told from those of another application', 'grades'],
    ['constructor', 'every object of JavaScript has a property of that name', 'constructor-app'],
    ['dist', 'git ignores folders', 'dist-app'],
    ['aux', 'Windows cannot have', 'aux-app'],
    ['../escape', 'must begin', 'escape'],
    ['', 'must begin', undefined],
    ['a'.repeat(31), 'at most 30 characters', 'a'.repeat(30)],
  ])("'%s' is refused with the reason, and with one that would do", (name, reason, suggestion) => {
    expect(() => checkedNewApplicationName(name)).toThrow(new RegExp(reason));
    expect(offered(name)).toBe(suggestion);
  });

  it('is refused when any project has it, and what is offered is free', () => {
    expect(offered('stack', ['stack'])).toBe('stack-app');
    expect(offered('stack', ['stack', 'stack-app'])).toBe('stack-app2');
    expect(offered('Grades-Prod', ['grades'])).toBe('grades-app');
    expect(() => checkedNewApplicationName('Grades', ['grades'])).toThrow(
      "'grades' is taken; 'grades-app' would do.",
    );
  });

  it('is never refused with an offer that would be refused too', () => {
    const taken = fc.array(word, { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.oneof(word, fc.string(), fc.constantFrom('stack-prod', 'a-staging')),
        taken,
        (name, others) => {
          const offer = offered(name, others);
          if (offer === undefined) return;
          expect(others).not.toContain(offer);
          expect(offered(offer, others)).toBeUndefined();
        },
      ),
    );
  });
});

describe('the class of an application', () => {
  it('is called as the application, and otherwise than what it stands next to', () => {
    expect(classNameOf('vengeful-vineyard', constructs)).toBe('VengefulVineyard');
    expect(classNameOf('web-service', constructs)).toBe('WebServiceApplication');
    expect(classNameOf('environment', constructs)).toBe('EnvironmentApplication');
    expect(classNameOf('object', constructs)).toBe('ObjectApplication');
  });

  it('makes TypeScript that the compiler can read, for every name', () => {
    fc.assert(
      fc.property(word, (name) => {
        const className = classNameOf(name, constructs);
        const code = applicationFiles({ name, owner: 'dotkom', className })['src/stacks.ts'] as string;
        expect(ts.transpileModule(code, { reportDiagnostics: true }).diagnostics).toEqual([]);
      }),
    );
  });
});

describe("staging's host", () => {
  it.each([
    ['api.grades.no', 'api.staging.grades.no'],
    ['grades.no', 'staging.grades.no'],
    ['dashboard.online.ntnu.no', 'dashboard.staging.online.ntnu.no'],
  ])('of %s is %s', (host, expected) => expect(stagingHost(host)).toBe(expected));

  it.each([
    ['api.staging.grades.no', "Give the one of prod, 'api.grades.no'"],
    ['staging.grades.no', "Give the one of prod, 'grades.no'"],
    ['grades.com', 'grades.no'],
    ['https://grades.no', 'https://grades.no'],
    ['a.b.grades.no', 'certificate'],
  ])('of %s there is none, and it says why', (host, reason) => {
    expect(() => stagingHost(host)).toThrow(reason);
  });
});
