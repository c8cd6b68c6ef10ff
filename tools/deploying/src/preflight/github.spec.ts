import { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../testing/loopback';
import { githubOf } from './github';

/** Answers as GitHub does: 404 to whoever may not see something, and to everybody where there is nothing. */
class Github extends LoopbackServer {
  protected answer({ url, headers }: IncomingMessage, response: ServerResponse): void {
    const seen =
      headers.authorization === 'Bearer secret' && url === '/repos/dotkom/infra/environments/drift';
    response.writeHead(seen ? 200 : 404).end(seen ? '{"name":"drift"}' : 'no JSON');
  }
}

describe('GitHub', () => {
  const server = new Github();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it.each(['GITHUB_TOKEN', 'GH_TOKEN'])('is asked by the token in %s', async (name) => {
    const ask = githubOf({ [name]: 'secret' }, server.endpoint);
    expect(await ask?.('/repos/dotkom/infra/environments/drift')).toEqual({
      status: 200,
      body: { name: 'drift' },
    });
    expect(await ask?.('/repos/dotkom/infra/environments/prod')).toEqual({ status: 404, body: {} });
  });

  it('is not asked without one, since what may not be seen would look as if it were not there', () =>
    expect(githubOf({ GITHUB_TOKEN: '' })).toBeUndefined());
});
