import { BlockList, isIPv6 } from 'node:net';

/** Whether an address is in a range such as `10.1.0.0/16`; also one of IPv4 that is written as one of IPv6. */
export function isWithin(range: string, address = ''): boolean {
  const [network = '', bits = '32'] = range.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family(network));
  return list.check(address, family(address));
}

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
