import { AwsAnswer, AwsRequest, pathOf, readAwsRequest } from '../../proxy/aws-request';
import { isObject, jsonAnswer, JsonObject, jsonOf, text } from '../../proxy/json';
import { Gap, Next } from '../gap';
import { namedFailure } from '../missing-action';

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** What the function that makes databases is called, whatever its platform is. */
const makesDatabases = /-databases$/;

/**
 * No function runs here. The platform's own that makes databases is answered as if it had: the application's secrets are
 * there afterwards, so that what reads them finds them. There is no database behind its address.
 */
export function lambdaInvocations(): Gap {
  return {
    name: 'Lambda: invocations',
    reason:
      'moto runs functions in containers, which there are none of here: an application that asks for a database could ' +
      'not be deployed. Every other function that is invoked is an error that says so.',
    handles: (request) => request.service === 'lambda' && invocation.test(pathOf(request)),
    async fill(request, next) {
      const name = decodeURIComponent(invocation.exec(pathOf(request))?.[1] ?? '');
      const configuration = await next(
        asking(request, 'lambda', 'GET', `/2015-03-31/functions/${name}/configuration`),
      );
      if (configuration.status !== 200) return configuration;
      if (!makesDatabases.test(name)) {
        return namedFailure(request, `The local AWS runs no function: ${name} was not invoked.`);
      }
      return makeDatabase(request, next, hostIn(configuration));
    },
  };
}

async function makeDatabase(request: AwsRequest, next: Next, host: string): Promise<AwsAnswer> {
  const { application, environment } = jsonOf(request);
  if (typeof application !== 'string' || typeof environment !== 'string')
    return jsonAnswer({ databases: [] });
  const name = `${application}_${environment}`.replaceAll('-', '_');
  const password = 'there-is-no-database-here';
  const secrets = {
    DATABASE_URL: `postgresql://${name}:${password}@${host}:5432/${name}?sslmode=require`,
    DATABASE_PASSWORD: password,
  };
  for (const [secret, value] of Object.entries(secrets)) {
    const put = await next(
      asking(request, 'ssm', 'POST', '/', 'AmazonSSM.PutParameter', {
        Name: `/secrets/${application}/${environment}/${secret}`,
        Type: 'SecureString',
        Value: value,
        Overwrite: true,
      }),
    );
    if (put.status !== 200) return put;
  }
  return jsonAnswer({ databases: [name] });
}

function hostIn(configuration: AwsAnswer): string {
  const environment = jsonOf(configuration)['Environment'];
  const variables = isObject(environment) ? environment['Variables'] : undefined;
  return (isObject(variables) && text(variables['DATABASE_HOST'])) || 'localhost';
}

/** A request of the same client to another service. */
function asking(
  { headers, service }: AwsRequest,
  of: string,
  method: string,
  url: string,
  target?: string,
  body: JsonObject = {},
): AwsRequest {
  const authorization = (headers['authorization'] ?? '').replace(`/${service}/`, `/${of}/`);
  return readAwsRequest(
    method,
    url,
    {
      ...(headers['host'] && { host: headers['host'] }),
      authorization,
      ...(target && { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' }),
    },
    Buffer.from(method === 'GET' ? '' : JSON.stringify(body)),
  );
}
