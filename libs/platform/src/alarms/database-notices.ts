import { Construct } from 'constructs';
import { awsName } from '@dotkom/stack';
import { EventNotice } from './event-notice';

export interface DatabaseNoticesProps {
  /** The database instance's identifier. */
  readonly identifier: string;
  readonly topicArn: string;
}

/**
 * What RDS says of a database that somebody has to know or see to. Backups, restarts and the like are not. Source: "Amazon
 * RDS event categories and event messages", RDS User Guide.
 */
const categories = ['failure', 'low storage', 'maintenance', 'configuration change'];

/**
 * Tells what RDS itself reports of a database: that it failed, cannot grow, is to be maintained or was configured anew.
 * Not by a subscription of RDS, whose mails name no page that helps. Free.
 *
 * @example
 * new DatabaseNotices(this, 'notices', { identifier: 'platform-prod', topicArn });
 */
export class DatabaseNotices extends Construct {
  constructor(scope: Construct, id: string, { identifier, topicArn }: DatabaseNoticesProps) {
    super(scope, id);
    new EventNotice(this, 'reported', {
      name: awsName('event rule', [identifier, 'database-events']),
      description: 'RDS reports something of the database',
      pattern: {
        source: ['aws.rds'],
        'detail-type': ['RDS DB Instance Event'],
        detail: { SourceIdentifier: [identifier], EventCategories: categories },
      },
      variables: {
        database: '$.detail.SourceIdentifier',
        event: '$.detail.EventID',
        text: '$.detail.Message',
      },
      message: 'RDS says of the database <database> (<event>): <text>',
      runbook: 'database-events',
      topicArn,
    });
  }
}
