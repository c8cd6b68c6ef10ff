import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { defaultPlatform, PlatformName, PlatformReference } from '@dotkom/platform/contract';
import {
  checked,
  checkedApplicationName,
  checkedScope,
  Environment,
  InfraStack,
  outsideOfStack,
  projectOf,
} from '@dotkom/stack';
import { Adopted } from './hosts/adopted';
import { ApplicationHosts } from './hosts/application-hosts';
import { inputs } from './inputs/inputs';
import { Releases } from './releases';

/** What an {@link ApplicationStack} is asked. */
export interface ApplicationStackProps {
  /** The one that the stack is of. */
  readonly environment: Environment;
  /** The instance of the platform to run on. @default 'prod', for staging too */
  readonly platform?: PlatformName;
}

/**
 * One application in one environment: its own state, its own plan, its own owner. It is called
 * `<application>-<environment>`, where the application is the name in project.json.
 *
 * @example
 * export class Grades extends ApplicationStack {
 *   constructor(scope: Construct, environment: Environment) {
 *     super(scope, { environment });
 *     new WebService(this, 'backend', {
 *       host: environment.pick({ prod: 'api.grades.no', staging: 'api.staging.grades.no' }),
 *       port: 5555,
 *       healthCheck: '/health',
 *       cpu: '0.125 vCPU',
 *       memory: '256 MiB',
 *     });
 *   }
 * }
 */
export class ApplicationStack extends InfraStack {
  /** The name in project.json. */
  readonly application: string;
  /** The environment that the stack is of. */
  readonly environment: Environment;
  /** The platform the application runs on. */
  readonly platform: PlatformReference;
  /** Which image each service runs. */
  readonly releases: Releases;
  /** What ran before it did, and is taken over. */
  readonly adopted: Adopted;
  /** The hosts it answers under, whichever of its services does. */
  readonly hosts: ApplicationHosts;

  constructor(scope: Construct, props: ApplicationStackProps) {
    const { environment, platform = defaultPlatform } = inputs.required('ApplicationStack.props', props);
    const { name: application, file = 'project.json' } = projectOf(checkedScope(scope));
    const name = application.replace(/\s/g, '-'); // Which is refused below: cdktf would stop at it before.
    super(scope, `${name}-${environment.name}`, { environment: environment.name });
    this.application = application;
    this.environment = environment;
    checked(this, () => checkedApplicationName(application, `an application (in ${file})`), application);

    this.platform = new PlatformReference(this, 'Platform', platform);
    this.releases = new Releases(this, 'Releases', { application, environment: environment.name });
    this.adopted = new Adopted(this, 'Adopted', environment.name);
    this.hosts = new ApplicationHosts(this, 'Hosts', { platform: this.platform, adopted: this.adopted });
  }

  /** The application stack that a construct belongs to. */
  static override of(construct: Construct): ApplicationStack {
    const stack = construct.node.scopes.find(TerraformStack.isStack);
    if (!(stack instanceof ApplicationStack)) {
      throw outsideOfStack(construct.node.path, 'ApplicationStack');
    }
    return stack;
  }
}
