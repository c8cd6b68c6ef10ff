import { houseRule } from './house-rule';

const arn = /\barn:aws[\w-]*:/;
const accountNumber = /\b\d{12}\b/;
const cidr = /\b\d{1,3}(\.\d{1,3}){3}\/\d{1,2}\b/;

const isOfAws = (text: string) => [arn, accountNumber, cidr].some((pattern) => pattern.test(text));

/** No ARN, account number or range of addresses where an application is said. */
export const noAwsLiterals = houseRule({
  page: 'contract.md',
  message:
    'An application names no ARN, account number or range of addresses: it would hold in one account only. Use a construct of libs/service, which finds it.',
  listeners: (report) => ({
    Literal: (node) => isOfAws(String(node.value)) && report(node),
    TemplateElement: (node) => isOfAws(node.value.raw) && report(node),
  }),
});
