import fc from 'fast-check';
import { checkedApplicationName } from './application-name';
import { environmentNames } from './environment';

describe('the name of an application', () => {
  it.each([
    ['grades-prod', 'grades'],
    ['grades-staging-tools', 'grades-tools'],
    ['prod-x-prod', 'prod-x'],
    ['staging-prod-staging', 'staging'],
  ])("is not '%s', in which there is an environment; '%s' would do", (name, better) => {
    expect(() => checkedApplicationName(name, 'an application (in project.json)')).toThrow(
      new RegExp(
        `^'${name}' cannot be the name of an application \\(in project\\.json\\): it must not hold '-(prod|staging)'.*'${better}' would do\\.$`,
      ),
    );
    expect(checkedApplicationName(better)).toBe(better);
  });

  it.each(['grades', 'prod', 'reprod', 'staging-tools', 'grades-prod1', 'productive-x'])(
    "may be '%s'",
    (name) => expect(checkedApplicationName(name)).toBe(name),
  );

  it('is a word like any other', () => {
    expect(() => checkedApplicationName('Grades')).toThrow("'grades' would do.");
  });

  it('never begins, with its environment, as another does with one', () => {
    const word = fc.constantFrom('a', 'ab', 'prod', 'staging', 'web');
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('-'));
    const environment = fc.constantFrom(...environmentNames);
    const isName = (each: string) => {
      try {
        return checkedApplicationName(each) === each;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(name, environment, name, environment, (one, here, other, there) => {
        fc.pre(isName(one) && isName(other) && (one !== other || here !== there));
        expect(`${other}-${there}-x`.startsWith(`${one}-${here}-`)).toBe(false);
      }),
    );
  });
});
