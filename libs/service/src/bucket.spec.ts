import fc from 'fast-check';
import { brokenInvariants, jsonOf, onlyResource, publicParts, resources } from '@dotkom/stack/testing';
import { Bucket, BucketProps } from './bucket';
import { applicationWith, refusalOf, TestGrantee } from './testing';

const bucket = (props: BucketProps = {}) => applicationWith((stack) => new Bucket(stack, 'receipts', props));
const rules = (props: BucketProps = {}): Record<string, any>[] =>
  onlyResource(bucket(props), 'aws_s3_bucket_lifecycle_configuration')['rule'];

describe('a bucket', () => {
  const stack = bucket();

  it('has a name that nobody else is likely to have, and that says whose it is', () => {
    expect(onlyResource(stack, 'aws_s3_bucket')['bucket']).toBe('dotkom-grades-prod-receipts');
  });

  it('begins its name so for every application, however long, because rights are given by it', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,29}$/);
    fc.assert(
      fc.property(word, word, (application, id) => {
        const of = applicationWith((each) => new Bucket(each, id), { application, environment: 'staging' });
        const { bucket: name } = onlyResource(of, 'aws_s3_bucket');
        expect(name.startsWith(`dotkom-${application}-staging-`)).toBe(true);
        expect(name.length).toBeLessThanOrEqual(63);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the rules for every stack: closed to the public, with nothing to be seen', () => {
    expect(brokenInvariants(stack)).toEqual([]);
    expect(publicParts(stack)).toEqual([]);
    expect(onlyResource(stack, 'aws_s3_bucket_ownership_controls')['rule'].object_ownership).toBe(
      'BucketOwnerEnforced',
    );
  });

  it('is encrypted', () => {
    const [{ apply_server_side_encryption_by_default }] = onlyResource(
      stack,
      'aws_s3_bucket_server_side_encryption_configuration',
    )['rule'];
    expect(apply_server_side_encryption_by_default.sse_algorithm).toBe('AES256');
  });

  it('answers nobody without TLS, and allows nobody anything by itself', () => {
    const { policy } = onlyResource(stack, 'aws_s3_bucket_policy');
    const [address] = Object.keys(stack.resource['aws_s3_bucket'] ?? {});
    expect(jsonOf(policy).Statement).toEqual([
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:*'],
        Resource: [`\${aws_s3_bucket.${address}.arn}`, `\${aws_s3_bucket.${address}.arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('is not destroyed with something in it, unless the plan says that everything may be', () => {
    expect(onlyResource(stack, 'aws_s3_bucket')['force_destroy']).toBe('${var.discard_data}');
  });

  it('keeps what was overwritten for 30 days or as long as is said, or not at all', () => {
    const versioning = (props: BucketProps) =>
      onlyResource(bucket(props), 'aws_s3_bucket_versioning')['versioning_configuration'].status;
    const kept = (props: BucketProps) =>
      rules(props).find(({ id }) => id === 'previous-versions')?.['noncurrent_version_expiration'][0]
        .noncurrent_days;
    expect([versioning({}), kept({})]).toEqual(['Enabled', 30]);
    expect([versioning({ previousVersions: '90 days' }), kept({ previousVersions: '90 days' })]).toEqual([
      'Enabled',
      90,
    ]);
    expect(versioning({ previousVersions: 'none' })).toBe('Suspended');
  });

  it('deletes nothing that is there, unless it is said after how long', () => {
    const expiring = (props: BucketProps = {}) =>
      rules(props).filter(({ expiration }) => expiration?.[0].days !== undefined);
    expect(expiring()).toEqual([]);
    const [rule] = expiring({ expireAfter: '7 days' });
    expect(rule).toMatchObject({ status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days: 7 }] });
  });

  it('forgets what was deleted once its last version is gone', () => {
    const rule = rules().find(({ id }) => id === 'previous-versions');
    expect(rule?.['expiration']).toEqual([{ expired_object_delete_marker: true }]);
  });

  it('lets pages of named sites in, and without any has no such rule', () => {
    expect(resources(stack, 'aws_s3_bucket_cors_configuration')).toEqual([]);
    const corsOrigins = ['https://online.ntnu.no', 'https://grades.no', 'https://grades.no'];
    const [rule] = onlyResource(bucket({ corsOrigins }), 'aws_s3_bucket_cors_configuration')['cors_rule'];
    expect(rule.allowed_origins).toEqual(['https://grades.no', 'https://online.ntnu.no']);
  });

  it.each<[string, (bucket: Bucket, grantee: TestGrantee) => void, Record<string, string[]>]>([
    [
      'read',
      (each, to) => each.grantRead(to),
      { ReadReceipts: ['s3:GetObject'], ListReceipts: ['s3:ListBucket'] },
    ],
    [
      'write',
      (each, to) => each.grantWrite(to),
      { WriteReceipts: ['s3:AbortMultipartUpload', 's3:PutObject'] },
    ],
    [
      'read and write',
      (each, to) => each.grantReadWrite(to),
      {
        ReadReceipts: ['s3:GetObject'],
        ListReceipts: ['s3:ListBucket'],
        WriteReceipts: ['s3:AbortMultipartUpload', 's3:PutObject'],
      },
    ],
    ['delete', (each, to) => each.grantDelete(to), { DeleteReceipts: ['s3:DeleteObject'] }],
  ])('lets a service %s, and no more', (_, grant, expected) => {
    const grantee = new TestGrantee();
    applicationWith((each) => {
      const made = new Bucket(each, 'receipts');
      grant(made, grantee);
      for (const { actions, resources: of } of grantee.statements)
        expect(of).toEqual([actions.includes('s3:ListBucket') ? made.arn : `${made.arn}/*`]);
    });
    expect(Object.fromEntries(grantee.statements.map(({ sid, actions }) => [sid, actions]))).toEqual(
      expected,
    );
  });

  it('may be one of several that a service is granted: their statements differ', () => {
    const grantee = new TestGrantee();
    applicationWith((each) => {
      for (const id of ['receipts', 'old-receipts']) new Bucket(each, id).grantReadWrite(grantee);
    });
    const sids = grantee.statements.map(({ sid }) => sid);
    expect(new Set(sids).size).toBe(6);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });
});

describe('a bucket is refused for', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['any site', { corsOrigins: ['*'] }, "'*' is no site whose pages may be let in. Name each"],
    ['a site in the clear', { corsOrigins: ['http://grades.no'] }, "'http://grades.no' is no site"],
    ['any host of a zone', { corsOrigins: ['https://*.grades.no'] }, "'https://*.grades.no' is no site"],
    ['a site with a path', { corsOrigins: ['https://grades.no/'] }, "'https://grades.no/' is no site"],
    ['a host alone', { corsOrigins: ['grades.no'] }, "'grades.no' is no site"],
    ['half a day', { expireAfter: '12 hours' }, "'12 hours' is no whole number of days"],
    ['no day', { expireAfter: '0 days' }, "'0 days' is no whole number of days"],
    ['versions of a while', { previousVersions: 'a while' }, "'a while' is not a duration."],
  ])('%s', (_, props, message) => {
    expect(refusalOf((stack) => new Bucket(stack, 'receipts', props))).toContain(message);
  });

  it('a name that AWS refuses', () => {
    expect(refusalOf((stack) => new Bucket(stack, 'Receipts'))).toContain(
      "'Receipts' cannot be the name of a bucket",
    );
  });
});
