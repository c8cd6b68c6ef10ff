import { ApiCall } from '../calls/api-call';
import { textOf, textsIn } from '../calls/values';
import { ActionReference, isOfType } from '../reference/reference';
import { ec2Resources } from './ec2-resources';
import { fieldsOf } from './fields';
import { Memory } from './memory';
import { account } from './question';
import { specialResources } from './special-resources';

/** The resources that AWS asks about for a call: ARNs, or `*` where it knows none. None, where nothing here knows which. */
export function resourcesOf(
  call: ApiCall,
  action: string,
  { resources, isRead }: ActionReference,
  memory: Memory,
): readonly string[] {
  const special = specialResources(call, action, memory);
  if (special) return special;
  if (resources.length === 0) return ['*'];
  if (call.service === 'ec2') return ec2Resources(call, resources);
  const said = textsIn(call.input).filter((text) => text.startsWith('arn:'));
  const answered = textsIn(call.output).filter((text) => text.startsWith('arn:'));
  const found = resources.flatMap(({ template }) => {
    const asked = said.filter((text) => isOfType(text, template));
    if (asked.length > 0) return asked;
    const byName = namesIn(call, template).flatMap((name) => {
      const known = memory
        .arnsNamed(call.service, name.split('/').pop() ?? '')
        .filter((each) => isOfType(each, template));
      const whole = known.filter((each) => each.endsWith(name));
      return whole.length > 0
        ? whole.slice(-1)
        : [filled(call, template, name)].flatMap((each) => each ?? []);
    });
    if (byName.length > 0) return byName;
    return isRead ? [] : answered.filter((text) => isOfType(text, template)).slice(0, 1);
  });
  if (found.length === 0 && isRead) return resources.slice(0, 1).map(({ template }) => anyOf(call, template));
  return [...new Set(found)];
}

/** What stands for all things of a type: a call that lists them names none. */
function anyOf({ region }: ApiCall, template: string): string {
  const fixed: Record<string, string> = { Partition: 'aws', Region: region, Account: account };
  return template.replace(/\$\{(\w+)\}/g, (_, name) => fixed[name] ?? '*');
}

/** The names that a call says of what a template's last variable stands for. */
function namesIn({ service, input }: ApiCall, template: string): string[] {
  const variable = /\$\{(\w+)\}$/.exec(template)?.[1] ?? '';
  const fields = fieldsOf(service, variable);
  const found = fields.flatMap((field) => textOf(input, field) ?? []).slice(0, 1);
  // A parameter's ARN has one slash where its name begins with one.
  return found.map((name) => (service === 'ssm' ? name.replace(/^\//, '') : name));
}

/** The ARN that a template comes to with what the call says; nothing where it does not say all of it. */
function filled({ service, region, input }: ApiCall, template: string, last: string): string | undefined {
  const variables: Record<string, string | undefined> = {
    Partition: 'aws',
    Region: region,
    Account: account,
  };
  let isWhole = true;
  const text = template.replace(/\$\{(\w+)\}/g, (whole, name, at: number) => {
    if (at + whole.length === template.length) return last;
    const value =
      variables[name] ?? fieldsOf(service, name).flatMap((field) => textOf(input, field) ?? [])[0];
    if (value === undefined) isWhole = false;
    return lastPart(value ?? '');
  });
  return isWhole ? text : undefined;
}

/** A cluster may be called by its name or by its ARN. */
const lastPart = (text: string) => (text.startsWith('arn:') ? (text.split('/').pop() ?? text) : text);
