import { AwsAnswer } from './aws-request';

/** The answer with its XML changed; an error is handed on as it is. */
export function mapXml(answer: AwsAnswer, change: (xml: string) => string): AwsAnswer {
  if (answer.status < 200 || answer.status >= 300) return answer;
  return { ...answer, body: Buffer.from(change(answer.body.toString('utf8'))) };
}

/** A successful XML answer. */
export function xmlAnswer(xml: string, status = 200): AwsAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body: Buffer.from(xml) };
}

/** The content of the first element of that name (elements of that name do not nest in each other). */
export function contentOf(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`).exec(xml)?.[1];
}

/** Changes each element of that name, given whole, tags included. */
export function mapElements(xml: string, element: string, change: (whole: string) => string): string {
  const whole = new RegExp(`<${element}(?:\\s[^>]*)?>[\\s\\S]*?</${element}>|<${element}\\s*/>`, 'g');
  return xml.replace(whole, change);
}

/** The text with the five characters that XML keeps for itself written as entities. */
export function escapeXml(value: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The elements directly inside a piece of XML, each with its name and its whole text. */
export function childrenOf(xml: string): { name: string; whole: string }[] {
  const children: { name: string; whole: string }[] = [];
  let depth = 0;
  let start = 0;
  for (const tag of xml.matchAll(/<(\/?)([\w:-]+)(?:\s[^>]*?)?(\/?)>/g)) {
    const [text, isClosing, name = '', isEmpty] = tag;
    if (depth === 0) start = tag.index;
    if (!isEmpty) depth += isClosing ? -1 : 1;
    if (depth === 0) children.push({ name, whole: xml.slice(start, tag.index + text.length) });
  }
  return children;
}

/** The children of `over`, and of `under` those that `over` does not have. */
export function layOver(under: string, over: string): string {
  const present = new Set(childrenOf(over).map(({ name }) => name));
  const missing = childrenOf(under).filter(({ name }) => !present.has(name));
  return over + missing.map(({ whole }) => whole).join('');
}

/** What is inside a whole element: its text without its own opening and closing tag. */
export function inside(whole: string): string {
  return whole.slice(whole.indexOf('>') + 1, whole.lastIndexOf('</'));
}
