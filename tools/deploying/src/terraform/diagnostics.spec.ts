import { recording } from '../testing/programs';
import { failure, heldLock } from './diagnostics';
import { Diagnostic, parseEvent } from './events';

function diagnosticsIn(name: string): Diagnostic[] {
  return recording(name)
    .split('\n')
    .map(parseEvent)
    .flatMap((event) => (event.type === 'diagnostic' ? [event.diagnostic] : []));
}

const constructPath = (address: string) =>
  address.startsWith('aws_ecs_service.') ? 'grades-prod/backend/service' : address;

const during = (what: string) => ({ stack: 'grades-prod', what, binary: 'tofu' });

describe('a state that is locked', () => {
  it('has a holder: who, since when, doing what, by which id', () => {
    expect(heldLock(diagnosticsIn('locked'))).toEqual({
      id: '6e1e7f0a-1111-2222-3333-444455556666',
      who: 'kari@laptop',
      since: '2026-11-22 18:00:00.1 +0000 UTC',
      operation: 'OperationTypeApply',
    });
  });

  it('is reported with its holder and how to release it', () => {
    const { name, message } = failure(during('plan'), diagnosticsIn('locked'), constructPath);
    expect(name).toBe('UserError');
    expect(message).toContain('kari@laptop is at it since 2026-11-22 18:00:00.1 +0000 UTC');
    expect(message).toMatch(/tofu force-unlock 6e1e7f0a-1111-2222-3333-444455556666$/);
  });

  it('says unknown where Terraform could not find out', () => {
    const summary = 'Error acquiring the state lock';
    const detail =
      'Error message: StatusCode: 412, RequestID: 17, HostID: 4\nLock Info:\n  ID:        \n  Who:       ola@pc\n';
    expect(heldLock([{ severity: 'error', summary, detail }])).toEqual({
      id: 'unknown',
      who: 'ola@pc',
      since: 'unknown',
      operation: 'unknown',
    });
  });

  it('is no other complaint', () => {
    expect(heldLock(diagnosticsIn('failed-apply'))).toBeUndefined();
    expect(heldLock([])).toBeUndefined();
  });
});

describe('a failure', () => {
  it('of checksums says where they are, and what to do, however Terraform breaks its lines', () => {
    const summary = [
      '╷',
      '│ Error: Failed to install provider',
      '│ ',
      '│ Error while installing hashicorp/aws v5.100.0: the local package for',
      "│ registry.terraform.io/hashicorp/aws 5.100.0 doesn't match any of the",
      '│ checksums previously recorded in the dependency lock file (this might be',
      '╵',
    ].join('\n');
    const { message } = failure(during('init'), [{ severity: 'error', summary }], constructPath);
    expect(message).toMatch(
      /^grades-prod: the AWS provider .* is not the one whose checksums are in \.terraform\.lock\.hcl/,
    );
    expect(message).toContain('npx nx run platform:upgrade-provider --to VERSION');
  });

  it('names the stack, what failed, and for each error the construct, the address and the reason', () => {
    const { name, message } = failure(during('apply'), diagnosticsIn('failed-apply'), constructPath);
    expect(name).toBe('UserError');
    expect(message).toBe(
      [
        'grades-prod: apply failed.',
        '',
        '  grades-prod/backend/service (aws_ecs_service.backend_service_1A2B3C4D)',
        '  waiting for ECS Service (backend) to be stable',
        '  deployment circuit breaker: tasks failed to start',
        '',
        '  aws_route53_record.backend_route_record_12345678["A"] (aws_route53_record.backend_route_record_12345678["A"])',
        '  creating Route 53 Record: InvalidChangeBatch',
        '  it already exists',
      ].join('\n'),
    );
  });

  it.each(['Resource postcondition failed', 'Resource precondition failed'])(
    'begins with our own message where a condition of ours is not met: %s',
    (summary) => {
      const detail = 'There is no complete platform. Deploy it first.\n';
      const address = 'data.aws_ssm_parameters_by_path.Platform_parameters';
      const { message } = failure(
        during('plan'),
        [{ severity: 'error', summary, detail, address }],
        constructPath,
      );
      expect(message.split('\n').slice(2)).toEqual([
        '  There is no complete platform. Deploy it first.',
        `  ${address} (${address})`,
      ]);
    },
  );

  it.each([
    ['resource.aws_ecr_repository.images_1A', 'aws_ecr_repository.images_1A'],
    ['data.aws_route53_zone.zone', 'data.aws_route53_zone.zone'],
  ])('names the construct in whose configuration a mistake is: %s', (context, address) => {
    const { message } = failure(
      during('validate'),
      [
        {
          severity: 'error',
          summary: 'Extraneous JSON object property',
          detail: 'None is named "colour".',
          snippet: { context },
        },
      ],
      (each) => `the construct of ${each}`,
    );
    expect(message.split('\n').slice(2)).toEqual([
      `  the construct of ${address} (${address})`,
      '  Extraneous JSON object property',
      '  None is named "colour".',
    ]);
  });

  it.each(['terraform', 'provider.aws', null])('names no construct where it is in none: %s', (context) => {
    const diagnostic = { severity: 'error', summary: 'Wrong', snippet: { context } } as const;
    expect(failure(during('plan'), [diagnostic], () => 'a construct').message).not.toContain('construct');
  });

  it('of a provisioner whose program said nothing, or did not start, is told as Terraform tells it', () => {
    for (const detail of ["Error running command 'false': exit status 1. Output: ", 'no such shell']) {
      const diagnostic = { severity: 'error', summary: 'local-exec provisioner error', detail } as const;
      const { message } = failure(during('apply'), [diagnostic], constructPath);
      expect(message).toContain(`local-exec provisioner error\n  ${detail.trim()}`);
    }
  });

  it('for want of the AWS of this machine says that, and how to start it', () => {
    const summary =
      'reading SQS Queue: operation error SQS: GetQueueAttributes, exceeded maximum number of attempts, 25';
    const detail = 'Post "http://127.0.0.1:4566/": dial tcp 127.0.0.1:4566: connect: connection refused';
    const { message } = failure(during('apply'), [{ severity: 'error', summary, detail }], constructPath);
    expect(message).toMatch(/^The AWS of this machine does not answer.*npm start/);
  });

  it('leaves warnings out', () => {
    expect(failure(during('apply'), diagnosticsIn('failed-apply'), constructPath).message).not.toContain(
      'deprecated',
    );
  });

  it('says so when Terraform gave no reason', () => {
    expect(failure(during('plan'), [], constructPath).message).toContain('Terraform gave no reason.');
  });
});
