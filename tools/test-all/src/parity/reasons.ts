import { Kind } from './inventory';

/** Why a column differs from the inventory. Without one, a difference is a mistake. */
export interface Reason {
  readonly kind: Kind;
  readonly column: string;
  /** Only for this one, and only in this environment. @default for all */
  readonly here?: string;
  readonly environment?: string;
  /** What was there, and what is here: another difference in the same column needs a reason of its own. */
  readonly was: RegExp;
  readonly is: RegExp;
  readonly because: string;
}

/** The column that says whether a thing is there at all. */
export const existence = 'Environment';

const absent = /^not there$/;
const services = { kind: 'services' } as const;
const grades = { ...services, environment: 'prod' } as const;

export const reasons: readonly Reason[] = [
  {
    ...services,
    column: 'Container check',
    was: /^curl$/,
    is: /^none$/,
    because:
      'The gateway asks, and ECS replaces a task whose check fails there: [health checks](decisions/health-checks.md).',
  },
  {
    ...grades,
    column: 'Container check',
    was: /^true$/,
    is: /^none$/,
    because: 'The check was the command `true`, which never fails. The gateway asks `/health`.',
  },
  {
    ...services,
    column: 'Image from',
    was: /^(monoweb|vengeful-vineyard)\/(prd|prod|stg)\/(\w+)$/,
    is: /^(onlineweb|vengeful-vineyard)\/(prod|staging)\/(\w+)$/,
    because:
      'Named by application, environment and service everywhere; and run by digest, as released: [releases](decisions/releases.md).',
  },
  {
    ...grades,
    column: 'Image from',
    was: /^grades\/stg\/server$/,
    is: /^grades\/prod\/(backend|frontend)$/,
    because: "Prod ran staging's image, and the frontend that of the server: each runs its own.",
  },
  {
    ...services,
    column: 'Secrets',
    was: /^all of Doppler's .*, in plain$/,
    is: /^[A-Z0-9_, ]+$/,
    because:
      'By name and by reference, never in a task definition: those that its image reads (image-needs.json). Which other names there were, the inventory does not know.',
  },
  {
    ...services,
    here: 'onlineweb/rpc',
    column: 'Permissions',
    was: /ses:SendEmail, ses:SendRawEmail on \*/,
    is: /on identity\/online\.ntnu\.no/,
    because:
      'It could send as anybody, and used to set ACLs, which the bucket does not have any more. Dead letters are read by people.',
  },
  {
    ...services,
    here: 'onlineweb/web',
    environment: 'prod',
    column: 'Tasks',
    was: /^2$/,
    is: /^2 to 4$/,
    because: 'More when registration for an event opens, which people did by hand.',
  },
  {
    ...grades,
    here: 'grades/backend',
    column: 'Memory',
    was: /^128$/,
    is: /^256$/,
    because: 'Too little for Node.js: rpc was killed within 128 MiB, again and again.',
  },
  {
    ...services,
    here: 'vengeful-vineyard/server',
    environment: 'prod',
    column: 'Architecture',
    was: /^amd64$/,
    is: /^arm64$/,
    because: 'Its images have been built for arm64 since 2026-02-24.',
  },
  {
    ...services,
    environment: 'staging',
    column: existence,
    was: absent,
    is: /^staging$/,
    because: 'Every application that runs containers has a staging here.',
  },
  {
    kind: 'queues',
    column: 'Name',
    was: /^monoweb-/,
    is: /^onlineweb-/,
    because: 'Named by application and environment. rpc is told its address, which is new.',
  },
  {
    kind: 'queues',
    column: 'Kept',
    was: /^1 day$/,
    is: /^4 days$/,
    because: 'A day was too short to mend a consumer: what it had not read was lost.',
  },
  {
    kind: 'queues',
    column: 'Handled within',
    was: /^30 seconds by default$/,
    is: /^30 seconds$/,
    because: 'Said, because attempts and retention are checked against it.',
  },
  {
    kind: 'queues',
    column: 'Encryption',
    was: /^not set$/,
    is: /^by SQS$/,
    because: 'Costs nothing.',
  },
  {
    kind: 'queues',
    column: 'Alarms',
    was: /^0$/,
    is: /^2$/,
    because: 'Nobody saw dead letters, nor a consumer that had stopped: [queues](decisions/queues.md).',
  },
  {
    kind: 'sites',
    column: 'Bucket',
    was: /^public website$/,
    is: /^private$/,
    because: 'CloudFront alone reads it, over TLS.',
  },
  {
    kind: 'sites',
    here: 'onlineweb/cdn',
    environment: 'staging',
    column: 'Read by pages of',
    was: /^http:\/\/localhost/,
    is: /^https:\/\/dashboard\.staging/,
    because: "Staging's own pages could not read it, and any page on a laptop could.",
  },
  {
    kind: 'sites',
    column: 'A missing file is',
    was: /^200, index\.html$/,
    is: /^404/,
    because: 'A missing script was answered with a page: [static sites](decisions/static-sites.md).',
  },
  {
    kind: 'sites',
    column: 'Least TLS',
    was: /^TLSv1\.1_2016$/,
    is: /^TLSv1\.2_2021$/,
    because: 'No browser of today needs less.',
  },
  {
    kind: 'sites',
    here: 'onlineweb/cdn',
    column: 'Uploaded by',
    was: /^rpc$/,
    is: /^CI, rpc$/,
    because: "Every site has a role for its application's workflow, and that of onlineweb may use it too.",
  },
  {
    kind: 'sites',
    environment: 'staging',
    column: existence,
    was: absent,
    is: /^staging$/,
    because: 'Was removed on 2025-03-17; every application has a staging here.',
  },
  {
    kind: 'databases',
    here: 'onlineweb',
    column: 'Name',
    was: /^monoweb_/,
    is: /^onlineweb_/,
    because: 'Named by its application. The data moves once, by dump and restore.',
  },
  {
    kind: 'databases',
    here: 'vengeful-vineyard',
    column: 'Name',
    was: /^vengeful_/,
    is: /^vengeful_vineyard_/,
    because: 'Named by its application. The data moves once, by dump and restore.',
  },
  {
    kind: 'databases',
    here: 'grades',
    environment: 'prod',
    column: 'Name',
    was: /^not in code$/,
    is: /^grades_prod$/,
    because: 'It was made by hand, beside the others.',
  },
  {
    kind: 'databases',
    here: 'grades',
    environment: 'staging',
    column: existence,
    was: absent,
    is: /^staging$/,
    because: 'Every application that runs containers has a staging here.',
  },
];
