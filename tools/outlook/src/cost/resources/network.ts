import { counted } from '@dotkom/stack/conventions';
import { hoursAMonth } from '@dotkom/stack/prices';
import { blocksOf } from '../../estate/part';
import { line } from '../line';
import { Pricing } from '../pricing';

/** A load balancer, and its address in each of its subnets. */
const loadBalancer: Pricing = ({ config, constructPath: of }) => {
  const subnets = blocksOf(config.subnets).length;
  const addresses = config.internal === true ? 0 : subnets;
  return [
    line('fixed', 'gateway', of, 'a load balancer', 'load-balancer/hour', 1),
    line(
      'fixed',
      'gateway',
      of,
      counted(addresses, 'public address', 'public addresses'),
      'vpc/public-ipv4',
      addresses,
    ),
  ];
};

/** What one LCU is good for in an hour. Source: https://aws.amazon.com/elasticloadbalancing/pricing/ */
const lcu = { newConnectionsASecond: 25, gigabytesAnHour: 1 };

/** A browser asks for several things over one connection. */
const requestsPerConnection = 5;

/** What a service's requests take of the gateway: the larger of connections and bytes; and its answers go out to the internet. */
const targetGroup: Pricing = ({ constructPath: of }, { volumes }) => {
  const { requestMillions: millions, answerKilobytes } = volumes;
  const gigabytes = millions * answerKilobytes;
  const connectionsASecond = (millions * 1e6) / requestsPerConnection / (hoursAMonth * 3600);
  const share = Math.max(
    connectionsASecond / lcu.newConnectionsASecond,
    gigabytes / hoursAMonth / lcu.gigabytesAnHour,
  );
  return [
    line('use', 'traffic', of, `${millions} million requests`, 'load-balancer/lcu-hour', share),
    line('use', 'traffic', of, `${gigabytes} GB of answers`, 'transfer/out', gigabytes),
  ];
};

const zone: Pricing = ({ config, constructPath: of }, { volumes }) => [
  line('fixed', 'names', of, `the zone ${config.name}`, 'route53/zone', 1),
  line(
    'use',
    'names',
    of,
    `${volumes.zoneQueryMillions} million queries`,
    'route53/queries',
    volumes.zoneQueryMillions,
  ),
];

export const network: Readonly<Record<string, Pricing>> = {
  aws_lb: loadBalancer,
  aws_lb_target_group: targetGroup,
  aws_route53_zone: zone,
};
