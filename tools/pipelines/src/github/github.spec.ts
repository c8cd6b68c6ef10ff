import fc from 'fast-check';
import { GitHubStandIn } from '../testing/github-stand-in';
import { GitHub } from './github';
import { fenced, shortened } from './markdown';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => standIn.reset());
afterAll(() => standIn.stop());

describe('GitHub', () => {
  it('is refused outside of a workflow', () => {
    expect(() => GitHub.fromEnvironment({})).toThrow('This runs in a workflow of GitHub');
  });

  it('that refuses something is told of with what was asked and the permission to look at', async () => {
    const { github } = standIn;
    await expect(github.pullRequestsOf('not/a commit')).rejects.toThrow(
      /GitHub refused GET commits.*\(403\).*permissions:/,
    );
  });
});

describe('what GitHub shows', () => {
  it('is any text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '\n', '~') }), (text) => {
        const [fence = '', ...rest] = fenced(text).split('\n');
        const marks = fence.replace('text', '');
        expect(rest.at(-1)).toBe(marks);
        expect(text).not.toContain(marks);
      }),
    );
  });

  it('stays below what GitHub takes', () => {
    expect(shortened('x'.repeat(200_000)).length).toBeLessThan(65_000);
    expect(shortened('short')).toBe('short');
  });
});
