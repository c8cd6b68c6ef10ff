import { AwsAnswer } from '../proxy/aws-request';
import { missingAction, missingActionCode } from './missing-action';
import { jsonRequest, queryRequest, recordedMoto, restRequest, send } from './testing/recorded-moto';

const page = (status: number): AwsAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from('<!doctype html><title>500 Internal Server Error</title>'),
});

describe('an action that moto lacks', () => {
  it('fails at once, names service and action, and is reported', async () => {
    const reported: string[] = [];
    const gap = missingAction((message) => reported.push(message));
    const answer = await send(
      [gap],
      recordedMoto(page(500)),
      jsonRequest('budgets', 'DescribeBudgetAction', {}),
    );
    expect(answer.status).toBe(400);
    expect(answer.json()['__type']).toBe(missingActionCode);
    expect(reported).toEqual([answer.json()['message']]);
    expect(reported[0]).toContain('budgets DescribeBudgetAction');
    expect(reported[0]).toContain('tools/local-aws/src/gaps');
  });

  it.each([
    ['ec2', /^<Response><Errors><Error><Code>LocalAwsMissingAction</],
    ['rds', /^<ErrorResponse><Error><Type>Sender<\/Type><Code>LocalAwsMissingAction</],
  ])('speaks the way %s does', async (service, shape) => {
    const answer = await send([missingAction()], recordedMoto(page(500)), queryRequest(service, 'DoIt'));
    expect(answer.xml).toMatch(shape);
  });

  it('covers services that speak REST and have no such path', async () => {
    const request = restRequest('cloudfront', 'POST', '/2020-05-31/anycast-ip-list');
    const answer = await send([missingAction()], recordedMoto(page(404)), request);
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([400, missingActionCode]);
  });

  it('hands on errors that are answers', async () => {
    const refused: AwsAnswer = {
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from('{}'),
    };
    expect((await send([missingAction()], recordedMoto(refused), jsonRequest('ecs', 'X', {}))).body).toBe(
      refused.body,
    );
  });

  it('hands on that an object of S3 is not there', async () => {
    const answer = await send(
      [missingAction()],
      recordedMoto(page(404)),
      restRequest('s3', 'HEAD', '/bucket/key'),
    );
    expect(answer.status).toBe(404);
  });
});
