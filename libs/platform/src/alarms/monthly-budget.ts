import { Construct } from 'constructs';
import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { awsName, checked } from '@dotkom/stack';
import { impossibleBudget } from '../errors';

export interface MonthlyBudgetProps {
  /** The platform's name, which the budget is called after. */
  readonly name: string;
  /** What the whole AWS account may cost in a month, in dollars, with tax. */
  readonly dollars: number;
  readonly topicArn: string;
}

/**
 * What the AWS account may cost in a month. It tells when 80 % of it is spent, and when AWS expects the month to cost
 * more than all of it. It stops nothing. Credits count as money, so that a gift does not hide what comes after it.
 * A budget that only tells is free.
 *
 * @example
 * new MonthlyBudget(this, 'budget', { name: 'platform-prod', dollars: 150, topicArn });
 * @throws UserError when the amount is not above 0.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { name, dollars, topicArn }: MonthlyBudgetProps) {
    super(scope, id);
    checked(
      this,
      () => {
        if (!(Number.isFinite(dollars) && dollars > 0)) throw impossibleBudget(dollars);
      },
      undefined,
    );
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
      limitAmount: String(dollars),
      limitUnit: 'USD',
      costTypes: { includeCredit: false, includeRefund: false },
      notification: [tell('ACTUAL', 80), tell('FORECASTED', 100)],
    });
  }
}
