import {
  DescribeFunctionCommand,
  GetDistributionConfigCommand,
  GetFunctionCommand,
  GetResponseHeadersPolicyCommand,
  ListDistributionsCommand,
  CustomErrorResponse,
  ResponseHeadersPolicyConfig,
} from '@aws-sdk/client-cloudfront';
import { Clients } from '../clients';

/** A static site as its distribution says it. */
export interface Site {
  /** The name that records lead to. */
  domainName: string;
  aliases: readonly string[];
  bucket: string;
  rootObject: string;
  /** The code that sees every request first. */
  viewerFunction?: string;
  errorResponses: readonly CustomErrorResponse[];
  headers?: ResponseHeadersPolicyConfig;
}

/** Every distribution of the local AWS. */
export async function readSites({ cloudFront }: Pick<Clients, 'cloudFront'>): Promise<Site[]> {
  const { DistributionList } = await cloudFront.send(new ListDistributionsCommand({}));
  return Promise.all(
    (DistributionList?.Items ?? []).map(async ({ Id, DomainName = '' }) => {
      const { DistributionConfig: config } = await cloudFront.send(new GetDistributionConfigCommand({ Id }));
      const behaviour = config?.DefaultCacheBehavior;
      const functionArn = behaviour?.FunctionAssociations?.Items?.find(
        ({ EventType }) => EventType === 'viewer-request',
      )?.FunctionARN;
      return {
        domainName: DomainName.toLowerCase(),
        aliases: config?.Aliases?.Items ?? [],
        bucket: config?.Origins?.Items?.[0]?.DomainName?.split('.s3.')[0] ?? '',
        rootObject: config?.DefaultRootObject ?? '',
        viewerFunction: functionArn && (await codeOf(cloudFront, functionArn.split('/').at(-1) ?? '')),
        errorResponses: config?.CustomErrorResponses?.Items ?? [],
        headers: await headersOf(cloudFront, behaviour?.ResponseHeadersPolicyId),
      };
    }),
  );
}

async function codeOf(cloudFront: Clients['cloudFront'], Name: string): Promise<string> {
  await cloudFront.send(new DescribeFunctionCommand({ Name, Stage: 'LIVE' })); // Not published, it does not run.
  const { FunctionCode } = await cloudFront.send(new GetFunctionCommand({ Name, Stage: 'LIVE' }));
  return Buffer.from(FunctionCode ?? []).toString();
}

async function headersOf(cloudFront: Clients['cloudFront'], Id: string | undefined) {
  if (!Id) return undefined;
  const { ResponseHeadersPolicy } = await cloudFront.send(new GetResponseHeadersPolicyCommand({ Id }));
  return ResponseHeadersPolicy?.ResponseHeadersPolicyConfig;
}
