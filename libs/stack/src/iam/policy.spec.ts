import { policy, sessionManagerStatements, trustPolicy } from './policy';

describe('policy', () => {
  const send = { sid: 'Send', actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:eu-north-1:1:mail'] };

  it('allows what a statement names, and says so in the form that IAM reads', () => {
    expect(JSON.parse(policy([send]))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Send',
          Effect: 'Allow',
          Action: ['sqs:SendMessage'],
          Resource: ['arn:aws:sqs:eu-north-1:1:mail'],
        },
      ],
    });
  });

  it('denies where a statement says so', () => {
    expect(JSON.parse(policy([{ ...send, effect: 'Deny' }])).Statement[0].Effect).toBe('Deny');
  });

  it('keeps the conditions of a statement, each at its own statement', () => {
    const conditions = { StringEquals: { 'aws:SourceAccount': '1' } };
    const [open, narrowed] = JSON.parse(policy([send, { ...send, sid: 'Narrowed', conditions }])).Statement;
    expect(open).not.toHaveProperty('Condition');
    expect(narrowed.Condition).toEqual(conditions);
  });
});

describe('trustPolicy', () => {
  it('lets one AWS service and nobody else assume the role', () => {
    expect(JSON.parse(trustPolicy({ service: 'ec2.amazonaws.com' })).Statement).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
    ]);
  });

  it('lets it only under the conditions it is given', () => {
    const conditions = { ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-north-1:1:*' } };
    const [statement] = JSON.parse(trustPolicy({ service: 'ecs-tasks.amazonaws.com', conditions })).Statement;
    expect(statement.Condition).toEqual(conditions);
  });
});

describe('the statements for Session Manager', () => {
  it('let a node be reached, and read no parameter, no secret, no message of others', () => {
    const actions = sessionManagerStatements.flatMap((statement) => statement.actions);
    expect(actions).toContain('ssmmessages:OpenDataChannel');
    expect(actions.filter((action) => /Get|Describe|Put|Send|\*/.test(action))).toEqual([]);
  });
});
