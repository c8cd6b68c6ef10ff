import { Construct } from 'constructs';
import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { awsName, checked, placed } from '@dotkom/stack';
import { withTax } from '@dotkom/stack/prices';
import { impossibleBudget } from '../errors';
import { inputs } from '../inputs/inputs';

/** A part of the platform that knows what it may cost. */
export interface CostingPart {
  /** The most that it costs in a month, in dollars without tax, whatever is asked of it. */
  readonly mostDollarsAMonth: number;
}

export interface MonthlyBudgetProps {
  /** The platform's name, which the budget is called after. */
  readonly name: string;
  /** What costs most and is there all month: node pools, gateway, NAT, database. Each counts at the most that it may be. */
  readonly parts: readonly CostingPart[];
  /**
   * What everything else may cost in a month, in dollars without tax: what is used (requests, traffic, logs, images, files)
   * and what belongs to applications. `npx nx cost platform` says what it is expected to be.
   */
  readonly forUse: number;
  readonly topicArn: string;
}

/**
 * What the AWS account may cost in a month, with tax. It follows from the same prices as everything that is said of cost
 * (docs/decisions/cost.md): nodes count at the most that their pools may hold, and storage at the most that it may grow to,
 * so that a month in which they are needed rings for nobody, and raising a pool raises the budget. It tells when 80 % of it
 * is spent, and when AWS expects the month to cost more than all of it. It stops nothing. Credits count as money, so that a
 * gift does not hide what comes after it. A budget that only tells is free.
 *
 * @example
 * new MonthlyBudget(this, 'budget', { name: 'platform-prod', parts: [arm64, amd64, nat, gateway, database], forUse: 40, topicArn });
 * @throws UserError when the amount is not above 0, or a part has no price.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(...placed(scope, id));
    const { name, parts, forUse, topicArn } = inputs.checked(this, 'MonthlyBudget.props', props);
    checked(
      this,
      () => {
        if (!(Number.isFinite(forUse) && forUse > 0)) throw impossibleBudget(forUse);
      },
      undefined,
    );
    const fixed = checked(this, () => sumOf(parts), 0);
    const tell = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notificationType,
      threshold,
      thresholdType: 'PERCENTAGE',
      comparisonOperator: 'GREATER_THAN',
      subscriberSnsTopicArns: [topicArn],
    });
    new BudgetsBudget(this, 'budget', {
      name: awsName('budget', [name, 'month']),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: String(Math.ceil((fixed + forUse) * withTax)),
      limitUnit: 'USD',
      costTypes: { includeCredit: false, includeRefund: false },
      notification: [tell('ACTUAL', 80), tell('FORECASTED', 100)],
    });
  }
}

function sumOf(parts: readonly CostingPart[]): number {
  return parts.reduce((sum, { mostDollarsAMonth }) => sum + mostDollarsAMonth, 0);
}
