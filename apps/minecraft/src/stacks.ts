import { Construct } from 'constructs';
import { ApplicationStack, applicationStacks, DnsRecord } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

/** The names of Online's Minecraft server, which runs on a machine of the university's network. */
export class Minecraft extends ApplicationStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment });

    const host = 'play.online.ntnu.no';
    new DnsRecord(this, 'server', { name: host, type: 'A', addresses: ['129.241.153.251'] });
    new DnsRecord(this, 'service', {
      name: `_minecraft._tcp.${host}`,
      type: 'SRV',
      locations: [{ priority: 0, weight: 5, port: 25_565, host }],
    });
  }
}

export default applicationStacks(Minecraft, ['prod']);
