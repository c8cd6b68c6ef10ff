import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { PricingClient } from '@aws-sdk/client-pricing';
import { Price, PriceFile, prices } from '@dotkom/stack/prices';
import { askPriceList } from './ask-price-list';
import { offeredPrice } from './offered-price';
import { AskPriceList, refreshPrices, refreshReport } from './refresh';

/** An answer as AWS shows it. Source: AWS CLI Command Reference, pricing get-products. */
const documented = String.raw`{"product":{"productFamily":"Storage","attributes":{"storageMedia":"SSD-backed","maxThroughputvolume":"320 MB/sec","volumeType":"Provisioned IOPS","maxIopsvolume":"20000","servicecode":"AmazonEC2","usagetype":"APS1-EBS:VolumeUsage.piops","locationType":"AWS Region","location":"Asia Pacific (Singapore)","servicename":"Amazon Elastic Compute Cloud","maxVolumeSize":"16 TiB","operation":""},"sku":"3MKHN58N7RDDVGKJ"},"serviceCode":"AmazonEC2","terms":{"OnDemand":{"3MKHN58N7RDDVGKJ.JRTCKXETXF":{"priceDimensions":{"3MKHN58N7RDDVGKJ.JRTCKXETXF.6YS6EN2CT7":{"unit":"GB-Mo","endRange":"Inf","description":"$0.138 per GB-month of Provisioned IOPS SSD (io1)  provisioned storage - Asia Pacific (Singapore)","appliesTo":[],"rateCode":"3MKHN58N7RDDVGKJ.JRTCKXETXF.6YS6EN2CT7","beginRange":"0","pricePerUnit":{"USD":"0.1380000000"}}},"sku":"3MKHN58N7RDDVGKJ","effectiveDate":"2018-08-01T00:00:00Z","offerTermCode":"JRTCKXETXF","termAttributes":{}}}},"version":"20180808005701","publicationDate":"2018-08-08T00:57:01Z"}`;

type Tier = readonly [beginRange: string, dollars: string];

/** A product in the same form, with a price for each range of units. */
function product(unit: string, ...tiers: Tier[]): string {
  const dimensions = tiers.map(([beginRange, USD], index) => [
    `SKU.TERM.${index}`,
    { unit, beginRange, endRange: 'Inf', description: '', appliesTo: [], pricePerUnit: { USD } },
  ]);
  return JSON.stringify({
    product: { sku: 'SKU', attributes: {} },
    serviceCode: 'Some',
    terms: {
      OnDemand: {
        'SKU.TERM': {
          effectiveDate: '2026-10-01T00:00:00Z',
          priceDimensions: Object.fromEntries(dimensions),
        },
      },
    },
  });
}

describe('a product of the price list', () => {
  it('has its price as AWS documents it', () => {
    expect(offeredPrice('ebs/io1', [documented])).toEqual({
      dollars: 0.138,
      unit: 'GB-Mo',
      sku: '3MKHN58N7RDDVGKJ',
      since: '2018-08-01',
    });
  });

  it('has the price of the first units that are not free, in whatever order they stand', () => {
    const tiers = product('GB', ['10240', '0.0850000000'], ['100', '0.0900000000'], ['0', '0.0000000000']);
    expect(offeredPrice('transfer/out', [tiers]).dollars).toBe(0.09);
  });

  it.each<[string, string[], string]>([
    ['none', [], 'no product for'],
    ['several', [product('Hrs', ['0', '1']), product('Hrs', ['0', '2'])], '2 products for'],
    ['one that is free', [product('Hrs', ['0', '0.0000000000'])], 'no price on demand for'],
  ])('is not taken where there is %s', (_what, found, message) => {
    expect(() => offeredPrice('ec2/t4g.small', found)).toThrow(message);
  });
});

const entry = (dollars: number, per: string, usagetype: string, estimate?: string): Price => ({
  dollars,
  per,
  source: 'https://aws.amazon.com/',
  date: '2026-05-01',
  ...(estimate && { estimate }),
  offer: { service: 'Some', filters: { usagetype } },
});
const file: PriceFile = {
  region: 'eu-north-1',
  currency: 'USD',
  checked: '2026-11-26',
  prices: {
    'ec2/t4g.small': entry(0.0172, 'hour', 'small'),
    'load-balancer/hour': entry(0.0252, 'hour', 'balancer', "eu-west-1's"),
    'sqs/standard': entry(0.4, 'million requests', 'queue', "us-east-1's"),
    'lightsail/container-nano': {
      dollars: 7,
      per: 'node-month',
      source: 'https://aws.amazon.com/',
      date: '2026-05-01',
    },
  },
};
const answers: Record<string, string[]> = {
  small: [product('Hrs', ['0', '0.0180000000'])],
  balancer: [product('Hrs', ['0', '0.0239400000'])],
  queue: [product('Requests', ['0', '0.0000000000'], ['1000000', '0.0000004000'])],
};
const ask: AskPriceList = async (_service, filters) => answers[filters['usagetype'] ?? ''] ?? [];

describe('a refresh', () => {
  it('takes what AWS says, says what is another, and makes estimates what they were estimates of', async () => {
    const refreshed = await refreshPrices(file, ask, '2027-10-01');
    expect(refreshed.file.checked).toBe('2027-10-01');
    expect(refreshed.file.prices['load-balancer/hour']).toEqual({
      dollars: 0.02394,
      per: 'hour',
      source: 'AWS Price List, Some, SKU, since 2026-10-01',
      date: '2027-10-01',
      offer: { service: 'Some', filters: { usagetype: 'balancer' } },
    });
    expect(refreshReport(refreshed).split('\n').slice(0, 4)).toEqual([
      'ec2/t4g.small: 0.0172 → 0.018 (+5 %)',
      'load-balancer/hour: 0.0252 → 0.02394 (-5 %, which was an estimate)',
      'No estimate any more: sqs/standard.',
      'Not in the price list, look at their pages: lightsail/container-nano.',
    ]);
  });

  it('changes nothing the second time', async () => {
    const first = await refreshPrices(file, ask, '2027-10-01');
    const second = await refreshPrices(first.file, ask, '2027-10-01');
    expect(second.file).toEqual(first.file);
    expect(refreshReport(second)).toMatch(/^No price has changed\.$/m);
  });

  it('leaves what the price list has not, says so, and does not call the file checked', async () => {
    const without: AskPriceList = async (service, filters) =>
      filters['usagetype'] === 'balancer' ? [] : ask(service, filters);
    const refreshed = await refreshPrices(file, without, '2027-10-01');
    expect(refreshed.file.prices['load-balancer/hour']).toEqual(file.prices['load-balancer/hour']);
    expect(refreshed.file.checked).toBe('2026-11-26');
    expect(refreshReport(refreshed)).toContain('no product for \'load-balancer/hour\'. Mend its "offer"');
  });

  it('does not guess what an unknown unit is', async () => {
    const odd: AskPriceList = async () => [product('Furlongs', ['0', '1.0000000000'])];
    const { problems } = await refreshPrices(file, odd, '2027-10-01');
    expect(problems[0]).toMatch(/'ec2\/t4g\.small' is by 'hour', and AWS's price list has it by 'Furlongs'/);
  });

  it('knows how many of its units each of our units is', async () => {
    const one: AskPriceList = async () => [product('Requests', ['0', '0.5000000000'])];
    const offered = Object.entries(prices.prices).filter(([, { offer }]) => offer);
    expect(
      (await refreshPrices({ ...prices, prices: Object.fromEntries(offered) }, one, '2027-10-01')).problems,
    ).toEqual([]);
  });
});

describe('the price list of AWS', () => {
  let server: Server;
  let refuse = false;
  const asked: { target?: string; body: any }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        asked.push({ target: String(request.headers['x-amz-target']), body: JSON.parse(body) });
        response.writeHead(refuse ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(
          JSON.stringify(
            refuse
              ? { __type: 'AccessDeniedException', Message: 'not authorized to perform: pricing:GetProducts' }
              : { FormatVersion: 'aws_v1', PriceList: [documented] },
          ),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const client = () =>
    new PricingClient({
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });

  it('is asked for all attributes at once', async () => {
    const found = await askPriceList(client())('AmazonEC2', {
      usagetype: 'EUN1-EBS:VolumeUsage.gp3',
      operation: '',
    });
    expect(offeredPrice('ebs/io1', found).dollars).toBe(0.138);
    expect(asked[0]).toEqual({
      target: 'AWSPriceListService.GetProducts',
      body: {
        ServiceCode: 'AmazonEC2',
        FormatVersion: 'aws_v1',
        Filters: [
          { Type: 'TERM_MATCH', Field: 'usagetype', Value: 'EUN1-EBS:VolumeUsage.gp3' },
          { Type: 'TERM_MATCH', Field: 'operation', Value: '' },
        ],
      },
    });
  });

  it('says what it takes where it does not answer, and nothing is changed', async () => {
    refuse = true;
    await expect(refreshPrices(file, askPriceList(client()), '2027-10-01')).rejects.toThrow(
      /does not answer: .*pricing:GetProducts.*Nothing was changed/,
    );
  });
});
