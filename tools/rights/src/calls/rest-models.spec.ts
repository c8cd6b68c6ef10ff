import { restOperation } from './rest-models';

const s3 = [
  { name: 'ListObjects', method: 'GET', uri: '/{Bucket}', required: [] },
  { name: 'ListObjectsV2', method: 'GET', uri: '/{Bucket}?list-type=2', required: [] },
  { name: 'GetBucketAcl', method: 'GET', uri: '/{Bucket}?acl', required: [] },
  { name: 'GetObject', method: 'GET', uri: '/{Bucket}/{Key+}', required: [] },
  { name: 'PutObject', method: 'PUT', uri: '/{Bucket}/{Key+}', required: [] },
  { name: 'CopyObject', method: 'PUT', uri: '/{Bucket}/{Key+}', required: ['x-amz-copy-source'] },
  { name: 'UploadPart', method: 'PUT', uri: '/{Bucket}/{Key+}', required: ['partNumber', 'uploadId'] },
];

describe('a request that speaks REST', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['GET', '/states', {}, 'ListObjects'],
    ['GET', '/states/', {}, 'ListObjects'],
    ['GET', '/states?list-type=2&prefix=a', {}, 'ListObjectsV2'],
    ['GET', '/states?acl=', {}, 'GetBucketAcl'],
    ['GET', '/states/stacks/a.tfstate', {}, 'GetObject'],
    ['PUT', '/states/a', {}, 'PutObject'],
    ['PUT', '/states/a', { 'x-amz-copy-source': '/b' }, 'CopyObject'],
    ['PUT', '/states/a?partNumber=1&uploadId=2', {}, 'UploadPart'],
  ])('%s %s %j is %s', (method, url, headers, name) => {
    expect(restOperation(s3, { method, url, headers })?.name).toBe(name);
  });

  it('says the parts of its path and its query', () => {
    const found = restOperation(s3, { method: 'GET', url: '/states/stacks/a%20b?versionId=1', headers: {} });
    expect(found?.parameters).toEqual({ Bucket: 'states', Key: 'stacks/a b', versionId: '1' });
  });

  it('is none where AWS has no such operation', () => {
    expect(restOperation(s3, { method: 'POST', url: '/states', headers: {} })).toBeUndefined();
  });
});
