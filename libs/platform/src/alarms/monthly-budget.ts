import { Construct } from 'constructs';
import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { awsName, checked, placed } from '@dotkom/stack';
import { NodePool } from '../cluster/node-pool';
import { impossibleBudget } from '../errors';
import { inputs } from '../inputs/inputs';

export interface MonthlyBudgetProps {
  /** The platform's name, which the budget is called after. */
  readonly name: string;
  /** What everything but the nodes may cost in a month, in dollars without tax. */
  readonly besideNodes: number;
  /** The pools of nodes, which may cost what they cost while they have as many as they may. */
  readonly nodePools: readonly Pick<NodePool, 'mostDollarsAMonth'>[];
  readonly topicArn: string;
}

/** Norway's tax, which AWS's bill has on top and a budget counts. */
const withTax = 1.25;

/**
 * What the AWS account may cost in a month, with tax. Nodes count at the most that their pools may hold, so that a month
 * in which they are needed rings for nobody, and raising a pool raises the budget. It tells when 80 % of it is spent, and when AWS expects the month to cost
 * more than all of it. It stops nothing. Credits count as money, so that a gift does not hide what comes after it.
 * A budget that only tells is free.
 *
 * @example
 * new MonthlyBudget(this, 'budget', { name: 'platform-prod', besideNodes: 90, nodePools: [arm64, amd64], topicArn });
 * @throws UserError when the amount is not above 0.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(...placed(scope, id));
    const { name, besideNodes, nodePools, topicArn } = inputs.checked(this, 'MonthlyBudget.props', props);
    checked(
      this,
      () => {
        if (!(Number.isFinite(besideNodes) && besideNodes > 0)) throw impossibleBudget(besideNodes);
      },
      undefined,
    );
    const nodes = nodePools.reduce((sum, { mostDollarsAMonth }) => sum + mostDollarsAMonth, 0);
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
      limitAmount: String(Math.ceil((besideNodes + nodes) * withTax)),
      limitUnit: 'USD',
      costTypes: { includeCredit: false, includeRefund: false },
      notification: [tell('ACTUAL', 80), tell('FORECASTED', 100)],
    });
  }
}
