import { jsonOf, referred, resources } from '@dotkom/stack/testing';
import { Bucket } from '../bucket';
import { Queue } from '../queue';
import { ApplicationStack } from '../application-stack';
import { applicationWith, plainService, refusalOf } from '../testing';
import { WebService } from '../web-service/web-service';

const many = (count: number) => [...Array(count).keys()];

/** A service that uses so many queues and buckets, in every way. */
const using = (count: number) => (stack: ApplicationStack) => {
  const service = new WebService(stack, 'backend', plainService);
  for (const index of many(count)) {
    const queue = new Queue(stack, `queue-number-${index}`, { handledWithin: '30 seconds' });
    queue.grantSend(service);
    queue.grantConsume(service);
    const bucket = new Bucket(stack, `bucket-number-${index}`);
    bucket.grantReadWrite(service);
    bucket.grantDelete(service);
  }
};

const withSecrets = (count: number) => (stack: ApplicationStack) => {
  const secrets = many(count).map((index) => `A_RATHER_LONG_NAME_OF_A_SECRET_NUMBER_${index}`);
  new WebService(stack, 'backend', { ...plainService, secrets });
};

describe('what a role may do', () => {
  it('is as much as IAM takes: many things of an application', () => {
    expect(() => applicationWith(withSecrets(50))).not.toThrow();
  });

  it('is refused before any plan where IAM would refuse it, with all else that is wrong', () => {
    const refused = refusalOf((stack) => {
      using(8)(stack);
      new WebService(stack, 'other', {
        ...plainService,
        host: 'other.grades.no',
        port: 0,
        secrets: many(150).map((index) => `A_RATHER_LONG_NAME_OF_A_SECRET_NUMBER_${index}`),
      });
    });
    expect(refused).toContain('3 problems');
    expect(refused).toMatch(
      /grades-prod\/backend\/task\/roles\n +What this task may do on 24 things takes up to 9\d{3} characters/,
    );
    expect(refused).toMatch(/grades-prod\/other\/task\/roles\n +What ECS may do to start this task/);
    expect(refused).toContain('at most 8704 are allowed: IAM takes 10240 of one role');
    expect(refused).toContain('0 is not a port.');
  });

  it('is counted as no less than what IAM gets, and not as much more', () => {
    const account = '123456789012';
    const most = 7;
    expect(() => refusalOf(using(most + 1))).not.toThrow();
    const stack = applicationWith(using(most));
    const arnOf = (expression: string): string => {
      const { name, bucket } = referred(stack, `\${${expression}}`);
      return bucket ? `arn:aws:s3:::${bucket}` : `arn:aws:sqs:eu-north-1:${account}:${name}`;
    };
    const lengths = resources(stack, 'aws_iam_role_policy').map(
      ({ policy }) =>
        JSON.stringify(jsonOf(policy)).replace(/\$\{([^}]*)\}/g, (_, each) =>
          /account_id$/.test(each) ? account : /^aws_(sqs|s3)/.test(each) ? arnOf(each) : 'unknown',
        ).length,
    );
    expect(Math.max(...lengths)).toBeLessThan(0.85 * 10_240);
    expect(Math.max(...lengths)).toBeGreaterThan(0.6 * 10_240);
  });
});
