import { BudgetsClient, DescribeBudgetsCommand } from '@aws-sdk/client-budgets';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { count } from '../estate-needs';
import { notReady, ready } from '../row';

/** Until the root user has switched it on, nobody else may make a budget, whatever their policies say. */
export const billing: Check = {
  what: 'Access to billing',
  async rows({ account, stacks }) {
    if (count(stacks, 'aws_budgets_budget') === 0) return [];
    const { Account: AccountId } = await new STSClient(preflightConfig(account)).send(
      new GetCallerIdentityCommand({}),
    );
    try {
      await new BudgetsClient(preflightConfig(account)).send(new DescribeBudgetsCommand({ AccountId }));
      return [ready(this.what, 'budgets can be read')];
    } catch (error) {
      if ((error as Error).name !== 'AccessDeniedException') throw error;
      return [
        notReady(
          this.what,
          'budgets may not be read',
          'Sign in as the root user and switch on "IAM user and role access to Billing information" (Account in the ' +
            'console). If it is on, your own policies lack budgets:ViewBudget.',
        ),
      ];
    }
  },
};
