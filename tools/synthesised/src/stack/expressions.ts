/**
 * What Terraform's expressions in a stack's text come to, as far as it can be known before a plan.
 *
 * @module
 */

/**
 * Reads JSON that holds Terraform expressions, such as `container_definitions`: it is JSON only once Terraform has filled
 * them in. Each expression stays as it is written, within the string that it stands in.
 *
 * @example jsonIn('{"image":"${var.repository}:${"v1"}"}') // { image: '${var.repository}:${"v1"}' }
 */
export function jsonIn(template: string): any {
  let json = '';
  for (let at = 0; at < template.length;) {
    const end = template.startsWith('${', at) ? endOf(template, at + 1) : at + 1;
    const piece = template.slice(at, end);
    json += end > at + 1 ? JSON.stringify(piece).slice(1, -1) : piece;
    at = end;
  }
  return JSON.parse(json);
}

/**
 * The value that an attribute comes to once every service has a release, at a time without a peak: of a condition on
 * releases the one case, of one on the time of the plan the other. An expression that is more than conditions is
 * given as it is written.
 *
 * @example settled('${(lookup(local.Releases, "/releases/grades/prod/web", "") != "") ? 2 : 0}') // 2
 */
export function settled(value: unknown): unknown {
  const [, expression] = /^\$\{([^]*)\}$/.exec(String(value)) ?? [];
  return expression === undefined ? value : (literalOf(chosen(expression)) ?? value);
}

/** The number that an attribute comes to once every service has a release; none where it is known only to AWS. */
export function settledNumber(value: unknown): number | undefined {
  const number = Number(settled(value) ?? NaN);
  return Number.isNaN(number) ? undefined : number;
}

/** The case of a conditional expression that holds, however deep conditions stand within each other. */
function chosen(expression: string): string {
  const text = withoutParentheses(expression.trim());
  const question = topLevel(text, '?');
  if (question === undefined) return text;
  const colon = colonAfter(text, question);
  const condition = text.slice(0, question);
  // A peak lasts for hours; what holds on all other days is meant.
  const holds = !condition.includes('plantimestamp()');
  return chosen(holds ? text.slice(question + 1, colon) : text.slice(colon + 1));
}

function colonAfter(text: string, question: number): number {
  let open = 1;
  for (let at = question + 1; at < text.length; at++) {
    const closed = closing[text[at] as keyof typeof closing] ? endOf(text, at) - 1 : at;
    if (closed === at && text[at] === '?') open++;
    if (closed === at && text[at] === ':' && --open === 0) return at;
    at = closed;
  }
  return text.length;
}

function literalOf(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return /^"[^"$]*"$/.test(text) ? JSON.parse(text) : undefined;
}

function withoutParentheses(text: string): string {
  return text.startsWith('(') && endOf(text, 0) === text.length
    ? withoutParentheses(text.slice(1, -1).trim())
    : text;
}

/** Where a character stands outside of all brackets and strings. */
function topLevel(text: string, wanted: string): number | undefined {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === wanted) return at;
    if (closing[text[at] as keyof typeof closing]) at = endOf(text, at) - 1;
  }
  return undefined;
}

const closing = { '(': ')', '[': ']', '{': '}', '"': '"' } as const;

/** Behind the end of what begins with a bracket or a quotation mark; brackets within strings do not count. */
function endOf(text: string, start: number): number {
  const close = closing[text[start] as keyof typeof closing];
  const isString = close === '"';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === close) return at + 1;
    if (isString && text[at] === '\\') at++;
    else if (isString && text.startsWith('${', at)) at = endOf(text, at + 1) - 1;
    else if (!isString && closing[text[at] as keyof typeof closing]) at = endOf(text, at) - 1;
  }
  return text.length;
}
