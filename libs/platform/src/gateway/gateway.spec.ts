import { onlyResource, referred, resources } from '@dotkom/stack/testing';
import { certificateNames, zones } from '../contract';
import { stackWith, testNetwork } from '../testing';
import { Gateway } from './gateway';

const stack = stackWith((scope) => {
  new Gateway(scope, 'gateway', { name: 'platform-test', network: testNetwork(scope) });
});

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
  it('speaks TLS 1.3 and 1.2, and nothing older', () => {
    expect(listener(443)).toMatchObject({ protocol: 'HTTPS' });
    expect(listener(443)['ssl_policy']).toMatch(/^ELBSecurityPolicy-TLS13-1-[23]-/);
  });

  it('answers a host that no application claims with 404', () => {
    expect(listener(443)['default_action']).toMatchObject([
      { type: 'fixed-response', fixed_response: { status_code: '404' } },
    ]);
  });

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
