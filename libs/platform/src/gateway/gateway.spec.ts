import {
  brokenInvariants,
  jsonOf,
  onlyResource,
  referred,
  resources,
  SynthesisedStack,
} from '@dotkom/stack/testing';
import { certificateNames, zones } from '../contract';
import { stackWith, testNetwork } from '../testing';
import { Gateway, GatewayProps } from './gateway';

const gatewayWith = (options: Omit<GatewayProps, 'name' | 'network'> = {}) =>
  stackWith((scope) => {
    new Gateway(scope, 'gateway', { name: 'platform-test', network: testNetwork(scope), ...options });
  });
const stack = gatewayWith();

const loadBalancer = onlyResource(stack, 'aws_lb');
const listener = (port: number) => {
  const [found, ...others] = resources(stack, 'aws_lb_listener').filter((each) => each['port'] === port);
  expect(others).toEqual([]);
  return found ?? {};
};

describe('the gateway', () => {
  it('is one public application load balancer over the public subnets of all zones', () => {
    expect(loadBalancer).toMatchObject({ internal: false, load_balancer_type: 'application' });
    const subnets: unknown[] = loadBalancer['subnets'];
    expect(subnets.map((subnet) => referred(stack, subnet)['tags'].Name)).toEqual([
      'platform-test-public-eu-north-1a',
      'platform-test-public-eu-north-1b',
      'platform-test-public-eu-north-1c',
    ]);
  });

  it('drops headers that are none, which are how requests are smuggled', () => {
    expect(loadBalancer['drop_invalid_header_fields']).toBe(true);
  });

  it('refuses to be destroyed unless the plan says that everything may be', () => {
    expect(loadBalancer['enable_deletion_protection']).toBe('${var.deletion_protection}');
  });

  it('lets the web in on 80 and 443, and reaches nothing until there is something to reach', () => {
    const [securityGroup] = loadBalancer['security_groups'];
    const rules = resources(stack, 'aws_vpc_security_group_ingress_rule');
    expect(rules.map((rule) => [rule['from_port'], rule['to_port'], rule['cidr_ipv4']])).toEqual([
      [80, 80, '0.0.0.0/0'],
      [443, 443, '0.0.0.0/0'],
    ]);
    for (const rule of rules) {
      expect(referred(stack, rule['security_group_id'])).toBe(referred(stack, securityGroup));
    }
    expect(resources(stack, 'aws_vpc_security_group_egress_rule')).toEqual([]);
  });
});

describe('HTTP', () => {
  it('is answered with a permanent redirect to HTTPS and nothing else', () => {
    expect(listener(80)).toMatchObject({
      protocol: 'HTTP',
      default_action: [
        { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' } },
      ],
    });
    expect(listener(80)['default_action']).toHaveLength(1);
  });
});

describe('HTTPS', () => {
  it('speaks TLS 1.3, and of 1.2 only the ciphers that are forward secret and authenticated', () => {
    expect(listener(443)).toMatchObject({ protocol: 'HTTPS' });
    expect(listener(443)['ssl_policy']).toMatch(/^ELBSecurityPolicy-TLS13-1-(3|2-Res)-(2021-06|PQ-2025-09)$/);
  });

  it('answers a host that no application claims with 404, unless told otherwise', () => {
    expect(listener(443)['default_action']).toMatchObject([
      { type: 'fixed-response', fixed_response: { status_code: '404' } },
    ]);
  });

  it('redirects such a host to a chosen one where that is said, with its path, and not for good', () => {
    const redirecting = gatewayWith({ otherHosts: { redirectTo: 'online.ntnu.no' } });
    const [https] = resources(redirecting, 'aws_lb_listener').filter((each) => each['port'] === 443);
    expect(https?.['default_action']).toEqual([
      {
        type: 'redirect',
        redirect: { host: 'online.ntnu.no', protocol: 'HTTPS', port: '443', status_code: 'HTTP_302' },
      },
    ]);
  });

  it.each(['grades.com', 'https://online.ntnu.no', 'a.b.online.ntnu.no'])(
    "redirects to no host that it has no certificate for, such as '%s'",
    (redirectTo) => expect(() => gatewayWith({ otherHosts: { redirectTo } })).toThrow(`'${redirectTo}' is`),
  );

  it('has a certificate for each zone, and each is issued before the listener uses it', () => {
    const attached = resources(stack, 'aws_lb_listener_certificate').map((each) => {
      expect(referred(stack, each['listener_arn'])).toBe(listener(443));
      return each['certificate_arn'];
    });
    const names = [listener(443)['certificate_arn'], ...attached].map((arn) => {
      expect(arn).toMatch(/^\$\{aws_acm_certificate_validation\./);
      return referred(stack, referred(stack, arn)['certificate_arn'])['domain_name'];
    });
    expect(names).toEqual(zones);
  });
});

describe('the log of requests', () => {
  const bucket = onlyResource(stack, 'aws_s3_bucket');
  const part = (type: string) => {
    const only = onlyResource(stack, type);
    expect(referred(stack, only['bucket'])).toBe(bucket);
    return only;
  };
  const statements: Record<string, any>[] = jsonOf(part('aws_s3_bucket_policy')['policy']).Statement;
  const byAction = (effect: string) => statements.filter(({ Effect }) => Effect === effect);

  it('is written to a bucket that is called after Dotkom and the platform', () => {
    expect(loadBalancer['access_logs']).toMatchObject({ enabled: true });
    expect(referred(stack, loadBalancer['access_logs'].bucket)).toBe(bucket);
    expect(bucket['bucket']).toBe('dotkom-platform-test-gateway-logs');
  });

  it('may be written before the load balancer is told to', () => {
    const needs: string[] = loadBalancer['depends_on'];
    expect(needs.map((address) => referred(stack, `\${${address}.id}`))).toContain(
      part('aws_s3_bucket_policy'),
    );
  });

  it('belongs to the account, whoever writes it: access lists are off', () => {
    expect(part('aws_s3_bucket_ownership_controls')['rule']).toEqual({
      object_ownership: 'BucketOwnerEnforced',
    });
  });

  it('may be written by the delivery of load balancers, for this account, and by nobody else', () => {
    const [write, ...others] = byAction('Allow');
    expect(others).toEqual([]);
    expect(write?.['Principal']).toEqual({ Service: 'logdelivery.elasticloadbalancing.amazonaws.com' });
    expect(write?.['Action']).toEqual(['s3:PutObject']);
    expect(write?.['Resource']?.[0]).toMatch(
      /^\$\{aws_s3_bucket\.[\w-]+\.arn\}\/AWSLogs\/\$\{data\.aws_caller_identity\.\w+\.account_id\}\/\*$/,
    );
  });

  it('is reached over TLS only', () => {
    const [refuse, ...others] = byAction('Deny');
    expect(others).toEqual([]);
    expect(refuse).toMatchObject({
      Principal: '*',
      Action: ['s3:*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(refuse?.['Resource']).toHaveLength(2);
  });

  it("is encrypted with S3's own keys, the only ones that a load balancer can write with", () => {
    expect(part('aws_s3_bucket_server_side_encryption_configuration')['rule']).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
  });

  it('is closed to the public, before it has a policy: S3 refuses the two at once', () => {
    expect(brokenInvariants(stack)).toEqual([]);
    const needs: string[] = part('aws_s3_bucket_policy')['depends_on'];
    expect(needs.map((address) => referred(stack, `\${${address}.id}`))).toEqual([
      part('aws_s3_bucket_public_access_block'),
    ]);
  });

  it('is forgotten after two weeks, or when else is said', () => {
    const daysOf = (built: SynthesisedStack) =>
      onlyResource(built, 'aws_s3_bucket_lifecycle_configuration')['rule'].map(
        (rule: any) => rule.expiration,
      );
    expect(daysOf(stack)).toEqual([[{ days: 14 }]]);
    expect(daysOf(gatewayWith({ accessLogDays: 3 }))).toEqual([[{ days: 3 }]]);
    part('aws_s3_bucket_lifecycle_configuration');
  });

  it.each([0, -1, 1.5, NaN])('cannot be kept for %d days', (accessLogDays) => {
    expect(() => gatewayWith({ accessLogDays })).toThrow(
      `Access logs cannot be kept for ${accessLogDays} days.`,
    );
  });

  it('goes with the platform only where everything may be thrown away', () => {
    expect(bucket['force_destroy']).toBe('${var.discard_data}');
  });
});

describe.each([...zones])('the certificate of %s', (zone) => {
  const [certificate = {}] = resources(stack, 'aws_acm_certificate').filter(
    (each) => each['domain_name'] === zone,
  );
  const [validation = {}] = resources(stack, 'aws_acm_certificate_validation').filter(
    (each) => referred(stack, each['certificate_arn']) === certificate,
  );
  const fqdns: unknown[] = validation['validation_record_fqdns'];
  const records = fqdns.map((fqdn) => referred(stack, fqdn));

  it('covers every host that an application may claim in it', () => {
    const names = [certificate['domain_name'], ...certificate['subject_alternative_names']];
    expect(names).toEqual(certificateNames(zone));
  });

  it('is replaced by another before it is taken away', () => {
    expect(certificate['lifecycle'].create_before_destroy).toBe(true);
  });

  it('is proven by DNS records in its own zone: one for itself and one for its staging', () => {
    expect(certificate['validation_method']).toBe('DNS');
    expect(records).toHaveLength(2);
    for (const [index, name] of [zone, `staging.${zone}`].entries()) {
      const record = records[index] ?? {};
      expect(referred(stack, record['zone_id'])['name']).toBe(zone);
      for (const part of [record['name'], record['type'], ...record['records']]) {
        expect(part).toContain(`if trimprefix(option.domain_name, "*.") == "${name}"][0]`);
        expect(part).toContain('.domain_validation_options : option.resource_record_');
      }
    }
  });
});
