import { GitHubStandIn } from '../testing/github-stand-in';
import { Asked, reachOf, Surroundings } from './reach';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => {
  standIn.reset();
  standIn.merge('before', 6);
  standIn.merge('bead', 7);
  standIn.merge('c0ffee', 8);
});
afterAll(() => standIn.stop());

const all = { shared: ['platform'], application: ['grades', 'onlineweb'] };

/** What is reached where these are affected, and main's history is as it should. */
async function reached(
  asked: Partial<Asked> = {},
  { affected = { shared: [], application: ['grades'] }, ...around }: Partial<Around> = {},
) {
  const questions: string[] = [];
  const projects: Surroundings['projects'] = (args) => {
    questions.push(args.join(' '));
    const of = args.includes('--affected') ? affected : all;
    return of[args.includes('--projects=tag:layer:shared') ? 'shared' : 'application'];
  };
  const reach = await reachOf(
    { commit: 'c0ffee', projects: [], ...asked },
    { github: standIn.github, projects, isInHistory: () => true, ...around },
  );
  return { ...reach, questions };
}
interface Around extends Surroundings {
  readonly affected: { readonly shared: string[]; readonly application: string[] };
}

describe('what a deploy reaches', () => {
  it('is what was merged since the last deploy that went well', async () => {
    standIn.ran(3, { head_sha: 'bead', conclusion: 'failure' });
    standIn.ran(2, { head_sha: 'before' });
    const { questions, ...reach } = await reached();
    expect(reach).toEqual({ platforms: [], applications: ['grades'], pullRequests: [7, 8] });
    expect(questions).toEqual([
      '--affected --base=before --projects=tag:layer:shared --exclude=bootstrap --withTarget=deploy',
      '--affected --base=before --projects=tag:layer:application --withTarget=deploy',
    ]);
  });

  it('is every application where the platform is reached, whose facts may change what they are', async () => {
    standIn.ran(2, { head_sha: 'before' });
    const { platforms, applications } = await reached(
      {},
      { affected: { shared: ['platform'], application: [] } },
    );
    expect([platforms, applications]).toEqual([['platform'], ['grades', 'onlineweb']]);
  });

  it('is everything where none went well yet', async () => {
    const { platforms, applications, pullRequests } = await reached();
    expect([platforms, applications]).toEqual([['platform'], ['grades', 'onlineweb']]);
    expect(pullRequests).toEqual([8]);
  });

  it('is everything where the commit of the last one is gone, by a rebase or a forced push', async () => {
    standIn.ran(2, { head_sha: 'gone' });
    const { platforms, applications, pullRequests, questions } = await reached(
      {},
      { isInHistory: (commit) => commit !== 'gone' },
    );
    expect([platforms, applications]).toEqual([['platform'], ['grades', 'onlineweb']]);
    expect(pullRequests).toEqual([8]);
    expect(questions.join()).not.toContain('--affected');
  });

  it('is not counted from a deploy of some projects alone, which says nothing of the others', async () => {
    standIn.ran(3, {
      head_sha: 'bead',
      event: 'workflow_dispatch',
      display_title: 'Deploy of grades alone',
    });
    standIn.ran(2, { head_sha: 'before', display_title: 'Deploy of grades alone' }); // As a commit may be called.
    expect((await reached()).questions[0]).toContain('--base=before');
  });
});

describe('a deploy of named projects', () => {
  it('is of those alone, changed or not', async () => {
    standIn.ran(2, { head_sha: 'bead' });
    const { platforms, applications, pullRequests } = await reached({ projects: ['onlineweb'] });
    expect([platforms, applications, pullRequests]).toEqual([[], ['onlineweb'], [8]]);
    expect((await reached({ projects: ['platform', 'grades'] })).platforms).toEqual(['platform']);
  });

  it.each(['bootstrap', 'gardes', 'tools'])('is refused of %s, with those that there are', async (name) => {
    await expect(reached({ projects: [name, 'grades'] })).rejects.toThrow(
      `${name} cannot be deployed by a workflow. Projects that can: platform, grades, onlineweb.`,
    );
  });
});
