import { AwsAnswer } from '../../proxy/aws-request';
import { jsonOf } from '../../proxy/json';
import { missingActionCode } from '../missing-action';
import { recordedMoto, restRequest, send } from '../testing/recorded-moto';
import { lambdaInvocations } from './invocations';

const invoke = (name: string, input: object) =>
  restRequest('lambda', 'POST', `/2015-03-31/functions/${name}/invocations`, JSON.stringify(input));
const configured = { Environment: { Variables: { DATABASE_HOST: 'the.database' } } };
const grades = { application: 'grades', environment: 'prod' };

describe('the function that makes databases, invoked', () => {
  it("leaves the application's secrets behind and answers as the real one does", async () => {
    const moto = recordedMoto(configured, { Version: 1 }, { Version: 1 });
    const answer = await send([lambdaInvocations()], moto, invoke('platform-prod-databases', grades));
    expect([answer.status, answer.json()]).toEqual([200, { databases: ['grades_prod'] }]);
    const [asked, put, putAlone] = moto.asked;
    expect(asked).toMatchObject({
      method: 'GET',
      url: '/2015-03-31/functions/platform-prod-databases/configuration',
    });
    expect(put).toMatchObject({ service: 'ssm', action: 'PutParameter', region: 'eu-north-1' });
    expect(put && jsonOf(put)).toMatchObject({
      Name: '/secrets/grades/prod/DATABASE_URL',
      Type: 'SecureString',
      Value:
        'postgresql://grades_prod:there-is-no-database-here@the.database:5432/grades_prod?sslmode=require',
    });
    expect(putAlone && jsonOf(putAlone)).toMatchObject({
      Name: '/secrets/grades/prod/DATABASE_PASSWORD',
      Type: 'SecureString',
      Value: 'there-is-no-database-here',
    });
  });

  it('does nothing when it is asked for all of them', async () => {
    const moto = recordedMoto(configured);
    const answer = await send([lambdaInvocations()], moto, invoke('platform-prod-databases', {}));
    expect(answer.json()).toEqual({ databases: [] });
  });

  it('hands on that it is not there', async () => {
    const notFound: AwsAnswer = { status: 404, headers: {}, body: Buffer.from('{}') };
    const moto = recordedMoto(notFound);
    const answer = await send([lambdaInvocations()], moto, invoke('platform-prod-databases', grades));
    expect(answer.status).toBe(404);
  });

  it('hands on that a secret could not be written', async () => {
    const refused: AwsAnswer = { status: 400, headers: {}, body: Buffer.from('{"__type": "No"}') };
    const moto = recordedMoto(configured, refused);
    const answer = await send([lambdaInvocations()], moto, invoke('platform-prod-databases', grades));
    expect(answer.json()).toEqual({ __type: 'No' });
  });
});

describe('any other function, invoked', () => {
  it('is an error that says that it did not run', async () => {
    const answer = await send([lambdaInvocations()], recordedMoto({}), invoke('thumbnails', {}));
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([400, missingActionCode]);
    expect(answer.xml).toContain('The local AWS runs no function: thumbnails was not invoked.');
  });
});
