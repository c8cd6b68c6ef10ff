import { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Asked, ruleFor } from './match';
import { Listener, Rule } from './routes';

const hosts = (...Values: string[]): RuleCondition => ({
  Field: 'host-header',
  HostHeaderConfig: { Values },
});
const paths = (...Values: string[]): RuleCondition => ({
  Field: 'path-pattern',
  PathPatternConfig: { Values },
});
const rule = (priority: number, ...conditions: RuleCondition[]): Rule => ({
  priority,
  conditions,
  actions: [],
});

const listener: Listener = {
  port: 443,
  protocol: 'HTTPS',
  rules: [
    rule(10, hosts('grades.no'), paths('/api/*')),
    rule(20, hosts('grades.no', 'www.grades.no')),
    rule(30, hosts('*.vinstraff.no')),
    rule(40, hosts('a?c.no')),
    rule(50, hosts('methods.no'), {
      Field: 'http-request-method',
      HttpRequestMethodConfig: { Values: ['POST'] },
    }),
    rule(60, { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Beta', Values: ['yes*'] } }),
    rule(70, { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'version', Value: '2' }] } }),
    rule(80, { Field: 'source-ip', SourceIpConfig: { Values: ['10.1.0.0/16'] } }),
    rule(Infinity),
  ],
};

const asked = (host: string, rest: Partial<Asked> = {}): Asked => ({
  ...{ method: 'GET', host, path: '/', query: '', headers: {}, sourceAddress: '127.0.0.1' },
  ...rest,
});

// By AWS's guide, "Condition types for listener rules": hosts without regard to case, paths with it, * and ? stand for
// characters, a rule holds when all of its conditions do, and a condition when one of its values does.
describe('the rule for a request', () => {
  it.each<[string, Asked, number]>([
    ['the host', asked('grades.no'), 20],
    ['the host in capitals', asked('GRADES.no'), 20],
    ['another host of the rule', asked('www.grades.no'), 20],
    ['the lower number first', asked('grades.no', { path: '/api/users' }), 10],
    ['a path in another case', asked('grades.no', { path: '/API/users' }), 20],
    ['a wildcard', asked('api.vinstraff.no'), 30],
    ['a wildcard over several labels', asked('a.b.vinstraff.no'), 30],
    ['a wildcard, which is not the host itself', asked('vinstraff.no'), Infinity],
    ['one character', asked('abc.no'), 40],
    ['not two', asked('abbc.no'), Infinity],
    ['the dot as a dot', asked('gradesXno'), Infinity],
    ['the method', asked('methods.no', { method: 'POST' }), 50],
    ['another method', asked('methods.no'), Infinity],
    ['a header', asked('x.no', { headers: { 'x-beta': 'Yes, please' } }), 60],
    ['a query', asked('x.no', { query: 'a=b&version=2' }), 70],
    ['a part of a query', asked('x.no', { query: 'version=22' }), Infinity],
    ['the address', asked('x.no', { sourceAddress: '::ffff:10.1.2.3' }), 80],
    ['another address', asked('x.no', { sourceAddress: '10.2.2.3' }), Infinity],
    ['an unknown host', asked('nobody.no'), Infinity],
  ])('is found by %s', (_, request, priority) => {
    expect(ruleFor(listener, request)?.priority).toBe(priority);
  });
});
