import { childrenOf, contentOf, xmlAnswer } from '../../proxy/xml';
import { recordedMoto, restRequest, send } from '../testing/recorded-moto';
import { cloudFrontAliases } from './aliases';
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

describe('a list of CloudFront distributions', () => {
  it('says the comment of each, by which people know them, and whether it is enabled', async () => {
    const create = restRequest(
      'cloudfront',
      'POST',
      `${api}/distribution`,
      '<DistributionConfig><Origins><Enabled>false</Enabled></Origins><Comment>the site</Comment><Enabled>true</Enabled></DistributionConfig>',
    );
    const one = (id: string) =>
      `<DistributionSummary><Id>${id}</Id><Comment></Comment><Enabled>false</Enabled></DistributionSummary>`;
    const moto = recordedMoto('<Distribution><Id>D1</Id></Distribution>', `<R>${one('D1')}${one('D2')}</R>`);
    const list = restRequest('cloudfront', 'GET', `${api}/distribution`);
    const { xml } = await send([cloudFrontDistributions()], moto, create, list);
    const said = (element: string) =>
      [...xml.matchAll(new RegExp(`<${element}>(.*?)<`, 'g'))].map(([, value]) => value);
    expect([said('Comment'), said('Enabled')]).toEqual([
      ['the site', ''],
      ['true', 'false'],
    ]);
  });
});

describe('CloudFront aliases', () => {
  const config = (...names: string[]) =>
    `<DistributionConfig><Aliases><Items>${names.map((name) => `<CNAME>${name}</CNAME>`).join('')}</Items></Aliases></DistributionConfig>`;
  const create = (...names: string[]) =>
    restRequest('cloudfront', 'POST', `${api}/distribution`, config(...names));
  const change = (id: string, ...names: string[]) =>
    restRequest('cloudfront', 'PUT', `${api}/distribution/${id}/config`, config(...names));
  const made = (id: string) => `<Distribution><Id>${id}</Id></Distribution>`;

  it('are refused while another distribution has them', async () => {
    const gaps = [cloudFrontAliases()];
    const moto = recordedMoto(made('D1'), made('D2'));
    const requests = [create('a.no', 'b.no'), create('c.no')];
    for (const request of [create('b.no'), change('D2', 'a.no')]) {
      const { status, xml } = await send(gaps, moto, ...requests.splice(0), request);
      expect([status, contentOf(xml, 'Code')]).toEqual([409, 'CNAMEAlreadyExists']);
    }
  });

  it('are free once that one gave them up, or is gone', async () => {
    const gaps = [cloudFrontAliases()];
    const moto = recordedMoto(made('D1'), made('D1'), made('D2'), made('D2'), made('D3'));
    const remove = restRequest('cloudfront', 'DELETE', `${api}/distribution/D2`);
    const requests = [create('a.no'), change('D1', 'b.no'), create('a.no'), remove, create('a.no')];
    expect((await send(gaps, moto, ...requests)).status).toBe(200);
  });

  it('go from one distribution to another when that is asked, and the first one may not take them back', async () => {
    const gaps = [cloudFrontAliases()];
    const read = (...names: string[]) => ({
      ...xmlAnswer(config(...names)),
      headers: { 'content-type': 'text/xml', etag: 'E1' },
    });
    const moto = recordedMoto(
      made('D1'),
      made('D2'),
      read('c.no'),
      made('D2'),
      read('a.no', 'b.no'),
      made('D1'),
    );
    const move = restRequest('cloudfront', 'PUT', `${api}/distribution/D2/associate-alias?Alias=a.no`);
    const { status } = await send(gaps, moto, create('a.no', 'b.no'), create('c.no'), move);
    expect(status).toBe(200);
    const sent = moto.asked.filter(({ method }) => method === 'PUT');
    // At no moment does nobody have it.
    expect(sent.map(({ url, headers }) => [url, headers['if-match']])).toEqual([
      [`${api}/distribution/D2/config`, 'E1'],
      [`${api}/distribution/D1/config`, 'E1'],
    ]);
    expect(
      sent.map(({ body }) => [...body.toString().matchAll(/<CNAME>(.*?)</g)].map(([, name]) => name)),
    ).toEqual([['c.no', 'a.no'], ['b.no']]);
    expect((await send(gaps, moto, change('D1', 'a.no'))).status).toBe(409);
  });

  it('stay where they are when the other distribution is not there', async () => {
    const gaps = [cloudFrontAliases()];
    const moto = recordedMoto(made('D1'), { ...xmlAnswer('<Code>NoSuchDistribution</Code>'), status: 404 });
    const move = restRequest('cloudfront', 'PUT', `${api}/distribution/D2/associate-alias?Alias=a.no`);
    expect((await send(gaps, moto, create('a.no'), move)).status).toBe(404);
    expect(moto.asked.filter(({ method }) => method === 'PUT')).toEqual([]);
    expect((await send(gaps, moto, create('a.no'))).status).toBe(409);
  });

  it('are read where they went, also where a configuration comes back as it was sent', async () => {
    const gaps = [cloudFrontAliases(), cloudFrontDistributions()];
    const kept = (id: string) =>
      `<Distribution><Id>${id}</Id>${config('moto keeps what it was given')}</Distribution>`;
    const moto = recordedMoto(...['D1', 'D2', 'D2', 'D2', 'D1', 'D1', 'D1', 'D2'].map(kept));
    const move = restRequest('cloudfront', 'PUT', `${api}/distribution/D2/associate-alias?Alias=a.no`);
    await send(gaps, moto, create('a.no', 'b.no'), create('c.no'), move);
    const aliasesOf = async (id: string) => {
      const { xml } = await send(gaps, moto, restRequest('cloudfront', 'GET', `${api}/distribution/${id}`));
      return [...xml.matchAll(/<CNAME>(.*?)</g)].map(([, name]) => name);
    };
    expect([await aliasesOf('D1'), await aliasesOf('D2')]).toEqual([['b.no'], ['c.no', 'a.no']]);
  });

  it('stay with a distribution that is changed otherwise', async () => {
    const moto = recordedMoto(made('D1'), made('D1'));
    expect((await send([cloudFrontAliases()], moto, create('a.no'), change('D1', 'a.no'))).status).toBe(200);
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
