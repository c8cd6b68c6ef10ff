import { Environment, EnvironmentName, isUserError, Statement } from '@dotkom/stack';
import { synthesised, SynthesisedStack } from '@dotkom/stack/testing';
import { ApplicationStack, ApplicationStackProps } from '../application-stack';
import { Grantee } from '../grantee';
import { WebService } from '../web-service/web-service';
import { WebServiceProps } from '../web-service/props';

/** A web service with nothing but what every one must say. */
export const plainService: WebServiceProps = {
  host: 'api.grades.no',
  port: 5555,
  healthCheck: '/health',
  cpu: '0.125 vCPU',
  memory: '256 MiB',
};

export interface TestApplication extends Partial<Omit<ApplicationStackProps, 'environment'>> {
  readonly application?: string;
  readonly environment?: EnvironmentName;
  /** What its adoption.json holds. */
  readonly adoption?: unknown;
}

/** Synthesises one stack of an application, `grades` in prod unless said otherwise, with what a function creates in it. */
export function applicationWith(
  create: (stack: ApplicationStack) => void,
  { application = 'grades', environment = 'prod', adoption, ...props }: TestApplication = {},
): SynthesisedStack {
  return synthesised(
    (app) => {
      const stack = new ApplicationStack(app, { environment: new Environment(environment), ...props });
      create(stack);
      return stack;
    },
    { name: application, owner: 'dotkom', ...(adoption !== undefined && { adoption }) },
  );
}

/** Synthesises an application that is one web service, called `backend`, with some properties of its own. */
export function webService(props: Partial<WebServiceProps> = {}, of: TestApplication = {}): SynthesisedStack {
  return applicationWith((stack) => new WebService(stack, 'backend', { ...plainService, ...props }), of);
}

/** Something that can be granted permissions, and tells what it was granted. */
export class TestGrantee implements Grantee {
  readonly statements: Statement[] = [];

  allow(statement: Statement): void {
    this.statements.push(statement);
  }
}

/** The message with which an application that a function fills is refused. Fails when it is not. */
export function refusalOf(create: (stack: ApplicationStack) => void): string {
  return messageOf(() => applicationWith(create));
}

/** The message with which something is refused. Fails when it is not. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isUserError(error)) return error.message;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
