import { hostMeant, localLocation } from './addresses';
import { redirectedTo } from './redirect';

const asked = {
  ...{
    method: 'GET',
    host: 'grades.no',
    path: '/a/b',
    query: 'c=d',
    headers: {},
    sourceAddress: '127.0.0.1',
  },
};
const http = { port: 80, protocol: 'HTTP' };

// By AWS's API reference, RedirectActionConfig: what is not given is kept, and #{...} stands for it.
describe('a redirect', () => {
  it.each([
    ['to HTTPS', { Protocol: 'HTTPS', Port: '443' }, 301, 'https://grades.no:443/a/b?c=d'],
    ['to another host', { Host: 'online.ntnu.no' }, 301, 'http://online.ntnu.no:80/a/b?c=d'],
    ['within the host', { Path: '/new/#{path}', Query: '' }, 301, 'http://grades.no:80/new/a/b'],
    [
      'with what was there',
      { Host: 'www.#{host}', Query: '#{query}&e=f' },
      301,
      'http://www.grades.no:80/a/b?c=d&e=f',
    ],
    ['for now', { StatusCode: 'HTTP_302' as const, Protocol: 'HTTPS' }, 302, 'https://grades.no:80/a/b?c=d'],
  ])('leads %s', (_, config, status, location) => {
    expect(redirectedTo({ StatusCode: 'HTTP_301', ...config }, asked, http)).toEqual({ status, location });
  });
});

describe('a host on this machine', () => {
  it.each([
    ['grades.no.localhost:8080', 'grades.no'],
    ['GRADES.no.localhost', 'grades.no'],
    ['grades.no', 'grades.no'],
    ['localhost:8080', 'localhost'],
  ])('is meant by %s', (header, host) => expect(hostMeant(header)).toBe(host));

  it('stays on it when a redirect leads to a host that is deployed, and only then', () => {
    const isOurs = (host: string) => host === 'grades.no';
    expect(localLocation('https://grades.no:443/a?b=c#d', isOurs, 8080)).toBe(
      'http://grades.no.localhost:8080/a?b=c#d',
    );
    expect(localLocation('https://auth0.com/login', isOurs, 8080)).toBe('https://auth0.com/login');
    expect(localLocation('/here', isOurs, 8080)).toBe('/here');
  });
});
