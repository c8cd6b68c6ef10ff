import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { viewerFunction } from './viewer-function';

interface Request {
  uri: string;
  headers: Record<string, { value: string }>;
  querystring: Record<string, { value: string; multiValue?: { value: string }[] }>;
}

/** What the function that is sent to CloudFront makes of a request. */
function answer(
  request: { uri: string; host?: string; querystring?: Request['querystring'] },
  singlePage = true,
): any {
  const { uri, host = 'vinstraff.no', querystring = {} } = request;
  const event = { request: { uri, headers: { host: { value: host } }, querystring } };
  const code = viewerFunction({ host: 'vinstraff.no', singlePage });
  const result = runInNewContext(`${code}\nJSON.stringify(handler(event))`, { event });
  return JSON.parse(result);
}

const uriOf = (uri: string, singlePage?: boolean) => answer({ uri }, singlePage).uri;

describe('a request for the site', () => {
  it.each(['/', '/groups', '/groups/7', '/groups/7/', '/v1.2/notes', '/@someone'])(
    'for %s, a place within the application, gets its page',
    (uri) => expect(uriOf(uri)).toBe('/index.html'),
  );

  it.each([
    '/assets/app.js',
    '/favicon.ico',
    '/robots.txt',
    '/index.html',
    '/.well-known/security.txt',
    '/a.b/c.d',
  ])('for %s gets that file, or is told that there is none', (uri) => expect(uriOf(uri)).toBe(uri));

  it('gets what it asked for and nothing else where there is no such page', () => {
    fc.assert(fc.property(fc.webPath(), (path) => expect(uriOf(`/${path}`, false)).toBe(`/${path}`)));
  });

  it('is never given another file than the page or the one it asked for', () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        const asked = `/${path}`;
        const last = asked.split('/').at(-1) ?? '';
        expect(uriOf(asked)).toBe(last.includes('.') ? asked : '/index.html');
      }),
    );
  });
});

describe('a request for another of its hosts', () => {
  const location = (request: Parameters<typeof answer>[0]) => {
    const { statusCode, headers } = answer({ host: 'www.vinstraff.no', ...request });
    expect(statusCode).toBe(301);
    return headers.location.value;
  };

  it('is led to the same place of the site, over TLS', () => {
    expect(location({ uri: '/groups/7' })).toBe('https://vinstraff.no/groups/7');
    expect(location({ uri: '/' })).toBe('https://vinstraff.no/');
  });

  it('keeps its query, with all values and as they were sent', () => {
    const querystring = {
      next: { value: '%2Fgroups%3Fid%3D7' },
      tag: { value: 'a', multiValue: [{ value: 'a' }, { value: 'b' }] },
      flag: { value: '' },
    };
    expect(location({ uri: '/', querystring })).toBe(
      'https://vinstraff.no/?next=%2Fgroups%3Fid%3D7&tag=a&tag=b&flag',
    );
  });

  it('leads to no other site, whatever its path', () => {
    fc.assert(
      fc.property(fc.constantFrom('/', '//', '///', '/\\', '/@'), fc.domain(), (start, domain) => {
        expect(new URL(location({ uri: `${start}${domain}` })).host).toBe('vinstraff.no');
      }),
    );
  });
});

it('is small enough for CloudFront, which takes 10 KB', () => {
  const code = viewerFunction({ host: 'a'.repeat(253), singlePage: true });
  expect(Buffer.byteLength(code)).toBeLessThan(10_000);
  expect(code).not.toContain('${'); // Terraform would take it for an expression of its own.
});
