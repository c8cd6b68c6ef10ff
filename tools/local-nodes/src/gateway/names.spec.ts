import { Names } from './names';

// By RFC 1034 (3.6.2, aliases) and RFC 4592 (wildcards), and Route 53's developer guide: "Choosing between alias and non-alias records".

const balancer = 'before-1.eu-north-1.elb.amazonaws.com';
const alias = (Name: string, DNSName: string) =>
  ({ Name, Type: 'A', AliasTarget: { DNSName } as never }) as const;
const record = (Name: string, Type: 'A' | 'AAAA' | 'CNAME' | 'TXT', Value: string) => ({
  ...{ Name, Type },
  ResourceRecords: [{ Value }],
});

const names = new Names([
  alias('grades.no.', `${balancer}.`),
  record('api.grades.no.', 'CNAME', balancer),
  record('old.grades.no.', 'CNAME', 'api.grades.no.'),
  alias('app.grades.no.', 'd1.cloudfront.net.'),
  record('docs.grades.no.', 'A', '192.0.2.80'),
  record('pages.grades.no.', 'CNAME', 'dotkom.github.io'),
  record('mail.grades.no.', 'TXT', '"v=spf1"'),
  record('_proof.below.grades.no.', 'CNAME', '_x.acm-validations.aws.'),
  record('one.loop.grades.no.', 'CNAME', 'two.loop.grades.no'),
  record('two.loop.grades.no.', 'CNAME', 'one.loop.grades.no'),
  alias('\\052.grades.no.', `${balancer}.`),
]);

it.each([
  ['an alias', 'grades.no', balancer],
  ['a name that is another one', 'api.grades.no', balancer],
  ['a name that is one that is another one', 'old.grades.no', balancer],
  ['an alias of a distribution', 'app.grades.no', 'd1.cloudfront.net'],
  ['an address', 'docs.grades.no', '192.0.2.80'],
  ['a name elsewhere', 'pages.grades.no', 'dotkom.github.io'],
  ['a wildcard', 'wiki.grades.no', balancer],
  ['a wildcard, more than one label below it', 'a.wiki.grades.no', balancer],
  ['no wildcard, because it has a record of another type', 'mail.grades.no', undefined],
  ['no wildcard, because something is below it', 'below.grades.no', undefined],
  ['no wildcard, because the nearest name above it has none', 'a.docs.grades.no', undefined],
  ['nothing, in another zone', 'vinstraff.no', undefined],
])('a host is led by %s', (_, host, end) => expect(names.endOf(host)).toBe(end));

it('a host that leads to itself ends somewhere', () =>
  expect(names.endOf('one.loop.grades.no')).toBeDefined());

it('hosts that are answered are those that end at a load balancer or a distribution', () => {
  expect(names.answered()).toEqual(['grades.no', 'api.grades.no', 'old.grades.no', 'app.grades.no']);
  expect(names.isAnswered('wiki.grades.no')).toBe(true);
  expect(names.isAnswered('docs.grades.no')).toBe(false);
});
