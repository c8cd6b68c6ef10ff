import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the NAT instance has to know; each may be a Terraform token. */
export interface NatUserDataOptions {
  /** The static interface that the private routes point to. */
  readonly interfaceId: string;
  /**
   * Only named in the log. Give the name the group will have, not a reference to the group: its launch template
   * holds this user data, and Terraform would see a cycle.
   */
  readonly autoScalingGroupName: string;
  readonly region: string;
  /** The fixed address, where there is one. */
  readonly elasticIpAllocationId?: string;
}

/** EC2's limit of user data, before base64. */
export const USER_DATA_LIMIT_BYTES = 16 * 1024;

/**
 * The first boot of a fck-nat instance: waits for its outer interface, writes the configuration, installs the
 * watchdog, and only then lets fck-nat attach the static interface.
 *
 * The result is a Terraform template: the scripts' own `${` and `%{` are escaped, the given values are not. Encode
 * it by way of a local, `Fn.base64encode(new TerraformLocal(this, 'user-data', natUserData(...)).asString)`.
 * `Fn.base64encode` of the text itself refuses its quotes, and with `Fn.rawString` it spoils the tokens.
 */
export function natUserData(options: NatUserDataOptions): string {
  const values = {
    interfaceId: checked('interfaceId', options.interfaceId),
    autoScalingGroupName: checked('autoScalingGroupName', options.autoScalingGroupName),
    region: checked('region', options.region),
    elasticIpAllocationId:
      options.elasticIpAllocationId === undefined
        ? undefined
        : checked('elasticIpAllocationId', options.elasticIpAllocationId),
  };

  const parts: Record<string, string> = {
    'fck-nat.conf': lines(
      `eni_id=${values.interfaceId}`,
      values.elasticIpAllocationId && `eip_id=${values.elasticIpAllocationId}`,
    ),
    'nat-watchdog.conf': lines(
      `INTERFACE_ID=${values.interfaceId}`,
      `AUTO_SCALING_GROUP=${values.autoScalingGroupName}`,
      `REGION=${values.region}`,
    ),
    'nat-watchdog.sh': escapeTemplate(file('nat-watchdog.sh')),
    'nat-watchdog.service': escapeTemplate(file('nat-watchdog.service')),
    'nat-watchdog.timer': escapeTemplate(file('nat-watchdog.timer')),
  };
  // A function as the replacement, because `$&` and the like mean something in a replacing string.
  return escapeTemplate(file('nat-user-data.sh')).replace(
    /@@([\w.-]+)@@/g,
    (_, name: string) => parts[name] ?? '',
  );
}

/** Makes Terraform read a text as it is: `${` and `%{` start a template in every string of its JSON. */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

function file(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8').trimEnd();
}

function lines(...given: (string | undefined)[]): string {
  return given.filter(Boolean).join('\n');
}

/** Both configuration files are sourced by a shell that runs as root, so a value is a plain word or a token. */
function checked(name: string, value: string): string {
  if (/^(?:[\w.:/-]|\$\{[^{}'"`]+\})+$/.test(value)) return value;
  throw new Error(
    `natUserData: ${name} is ${JSON.stringify(value)}. It must be a word of letters, digits and . : / _ - ` +
      'or a Terraform token, because a shell reads it.',
  );
}
