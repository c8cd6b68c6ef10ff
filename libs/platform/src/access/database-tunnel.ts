import { Construct } from 'constructs';
import { placed } from '@dotkom/stack';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { inputs } from '../inputs/inputs';
import { tunnelDocument } from './session-documents';

export interface DatabaseTunnelProps {
  /** The name of the platform, such as `platform-prod`. */
  readonly name: string;
  /** The address of the database, as it is called inside the network. */
  readonly host: string;
  readonly port: number;
}

/**
 * The way to the database from a person's own machine: a port of theirs that leads through the NAT to the database, and
 * to nothing else. Host and port stand in the Session document, so that whoever may use it can reach no other host;
 * `SessionPolicies` is what allows people to. Who reaches the database still needs a password.
 *
 * Through the NAT and not through a node, because there are no tasks on it whose permissions a mistake could lend.
 * The database has to admit the NAT. Costs nothing.
 *
 * @example
 * new DatabaseTunnel(this, 'database-tunnel', { name: 'platform-prod', host: database.address, port: database.port });
 */
export class DatabaseTunnel extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseTunnelProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'DatabaseTunnel.props', props);
    this.createDocument(props);
  }

  /** It differs from AWS's own AWS-StartPortForwardingSessionToRemoteHost in that host and port are no parameters. */
  private createDocument({ name, host, port }: DatabaseTunnelProps): void {
    new SsmDocument(this, 'document', {
      name: tunnelDocument(name),
      documentType: 'Session',
      documentFormat: 'JSON',
      content: JSON.stringify({
        schemaVersion: '1.0',
        description: `A tunnel to the database of ${name}`,
        sessionType: 'Port',
        parameters: {
          localPortNumber: {
            type: 'String',
            description: 'The port on the own machine; 0 is any free one',
            allowedPattern: '^[0-9]{1,5}$',
            default: '0',
          },
        },
        properties: {
          type: 'LocalPortForwarding',
          host,
          portNumber: String(port),
          localPortNumber: '{{ localPortNumber }}',
        },
      }),
    });
  }
}
