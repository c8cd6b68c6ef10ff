import { formOf } from '../../proxy/aws-request';
import { contentOf, escapeXml, layOver, mapElements, mapXml } from '../../proxy/xml';
import { actions, Gap } from '../gap';

/** Settings that moto forgets: how they are sent, and how RDS answers them. */
const forgotten: Record<string, string> = {
  MonitoringInterval: 'MonitoringInterval',
  MonitoringRoleArn: 'MonitoringRoleArn',
  NetworkType: 'NetworkType',
  EnablePerformanceInsights: 'PerformanceInsightsEnabled',
  PerformanceInsightsRetentionPeriod: 'PerformanceInsightsRetentionPeriod',
  PerformanceInsightsKMSKeyId: 'PerformanceInsightsKMSKeyId',
  DatabaseInsightsMode: 'DatabaseInsightsMode',
  EngineLifecycleSupport: 'EngineLifecycleSupport',
  CACertificateIdentifier: 'CACertificateIdentifier',
};

/** What RDS answers where nothing was asked for. */
const byDefault =
  '<NetworkType>IPV4</NetworkType><CACertificateIdentifier>rds-ca-rsa2048-g1</CACertificateIdentifier>';

/** Database instances keep what they were given. */
export function rdsInstances(): Gap {
  const instances = new Map<string, string>();
  return {
    name: 'RDS instances',
    reason:
      'moto forgets enhanced monitoring, Performance Insights and the network type: every plan sets them again. ' +
      'And it answers a new instance with an authority that nobody asked for: the provider modifies it, and waits 80 s more.',
    handles: actions(
      'rds',
      ...['Create', 'Modify', 'Delete'].map((verb) => `${verb}DBInstance`),
      'DescribeDBInstances',
    ),
    async fill(request, next) {
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      const form = formOf(request.body);
      const keyOf = (identifier: string | null | undefined) => `${request.region}/${identifier}`;
      const key = keyOf(form.get('DBInstanceIdentifier'));
      if (request.action === 'DeleteDBInstance') instances.delete(key);
      else if (request.action !== 'DescribeDBInstances') {
        instances.set(key, layOver(instances.get(key) ?? byDefault, sentIn(form)));
      }
      return mapXml(answer, (xml) =>
        mapElements(xml, 'DBInstance', (whole) => {
          const fromMoto = contentOf(whole, 'DBInstance') ?? '';
          const sent = instances.get(keyOf(contentOf(fromMoto, 'DBInstanceIdentifier')));
          return sent === undefined ? whole : `<DBInstance>${layOver(fromMoto, sent)}</DBInstance>`;
        }),
      );
    },
  };
}

function sentIn(form: URLSearchParams): string {
  return Object.entries(forgotten)
    .filter(([sent]) => form.has(sent))
    .map(([sent, answered]) => `<${answered}>${escapeXml(form.get(sent) ?? '')}</${answered}>`)
    .join('');
}
