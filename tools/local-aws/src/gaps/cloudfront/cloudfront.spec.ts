import { childrenOf, contentOf } from '../../proxy/xml';
import { recordedMoto, restRequest, send } from '../testing/recorded-moto';
import { cloudFrontDistributions } from './distributions';
import { cloudFrontFunctions } from './functions';
import { cloudFrontPolicies } from './policies';

const api = '/2020-05-31';

describe('CloudFront distributions', () => {
  const sent = '<Origins><Id>bucket</Id><OriginAccessControlId>E1</OriginAccessControlId></Origins>';
  const recorded =
    '<Distribution><Id>D1</Id><DistributionConfig><Origins><Id>bucket</Id></Origins><Logging>off</Logging></DistributionConfig></Distribution>';

  it('come back as they were sent, with what AWS adds to it', async () => {
    const create = restRequest(
      'cloudfront',
      'POST',
      `${api}/distribution`,
      `<DistributionConfig>${sent}</DistributionConfig>`,
    );
    const moto = recordedMoto(recorded, recorded);
    const answer = await send(
      [cloudFrontDistributions()],
      moto,
      create,
      restRequest('cloudfront', 'GET', `${api}/distribution/D1`),
    );
    const config = contentOf(answer.xml, 'DistributionConfig') ?? '';
    expect(config.startsWith(`${sent}<Logging>off</Logging>`)).toBe(true);
    expect(childrenOf(config).map(({ name }) => name)).toContain('OriginGroups');
  });
});

describe('CloudFront policies', () => {
  const body = '<ResponseHeadersPolicyConfig><Name>site</Name></ResponseHeadersPolicyConfig>';
  const list = (kind: string, type: string) =>
    restRequest('cloudfront', 'GET', `${api}/${kind}?Type=${type}`);

  it('are made, read and removed', async () => {
    const gaps = [cloudFrontPolicies()];
    const moto = recordedMoto();
    const made = await send(
      gaps,
      moto,
      restRequest('cloudfront', 'POST', `${api}/response-headers-policy`, body),
    );
    const path = `${api}/response-headers-policy/${contentOf(made.xml, 'Id')}`;
    const read = await send(gaps, moto, restRequest('cloudfront', 'GET', path));
    expect([read.status, contentOf(read.xml, 'Name'), read.headers['etag']]).toEqual([
      200,
      'site',
      made.headers['etag'],
    ]);
    const gone = await send(
      gaps,
      moto,
      restRequest('cloudfront', 'DELETE', path),
      restRequest('cloudfront', 'GET', path),
    );
    expect([gone.status, contentOf(gone.xml, 'Code')]).toEqual([404, 'NoSuchResponseHeadersPolicy']);
  });

  it('include those of AWS, told apart from those of the account', async () => {
    const gaps = [cloudFrontPolicies()];
    expect((await send(gaps, recordedMoto(), list('cache-policy', 'managed'))).xml).toContain(
      'Managed-CachingOptimized',
    );
    expect((await send(gaps, recordedMoto(), list('cache-policy', 'custom'))).xml).toContain(
      '<Quantity>0</Quantity>',
    );
  });
});

describe('CloudFront functions', () => {
  it('are live only once they are published', async () => {
    const gaps = [cloudFrontFunctions()];
    const body =
      '<CreateFunctionRequest><Name>f</Name><FunctionConfig><Comment>c</Comment></FunctionConfig><FunctionCode>aGk=</FunctionCode></CreateFunctionRequest>';
    const live = restRequest('cloudfront', 'GET', `${api}/function/f/describe?Stage=LIVE`);
    const created = await send(
      gaps,
      recordedMoto(),
      restRequest('cloudfront', 'POST', `${api}/function`, body),
    );
    expect([created.status, (await send(gaps, recordedMoto(), live)).status]).toEqual([201, 404]);
    const publish = restRequest('cloudfront', 'POST', `${api}/function/f/publish`);
    expect((await send(gaps, recordedMoto(), publish, live)).xml).toContain('<Stage>LIVE</Stage>');
    const code = await send(
      gaps,
      recordedMoto(),
      restRequest('cloudfront', 'GET', `${api}/function/f?Stage=LIVE`),
    );
    expect(code.body.toString()).toBe('hi');
  });
});
