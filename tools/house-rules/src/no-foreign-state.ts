import { houseRule } from './house-rule';

/** No stack reads another's state. */
export const noForeignState = houseRule({
  page: 'contract.md',
  message:
    "A stack does not read another's state: whoever may read a state may read all of it. Read a fact of the platform instead, or a `data` block.",
  listeners: (report) => ({
    'ImportSpecifier[imported.name=/^DataTerraformRemoteState/]': report,
    'MemberExpression[property.name=/^DataTerraformRemoteState/]': report,
  }),
});
