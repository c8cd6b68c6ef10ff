/** What a request or an answer says, whatever protocol it was said in. */
export type Value = string | readonly Value[] | { readonly [name: string]: Value };

/** JSON, with everything in it as text. */
export function fromJson(text: string): Value {
  try {
    return asValue(JSON.parse(text));
  } catch {
    return {};
  }
}

function asValue(json: unknown): Value {
  if (Array.isArray(json)) return json.map(asValue);
  if (typeof json !== 'object' || json === null) return String(json ?? '');
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, asValue(value)]));
}

/** The query protocol's form: `Tags.member.1.Key=a` is `{ Tags: [{ Key: 'a' }] }`. */
export function fromForm(text: string): Value {
  const root: Tree = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split('.').filter((part) => part !== 'member');
    const last = path.pop() ?? '';
    let at = root;
    for (const part of path) {
      const next = at.get(part);
      const tree: Tree = next instanceof Map ? next : new Map();
      at.set(part, tree);
      at = tree;
    }
    at.set(last, value);
  }
  return valueOf(root);
}

type Tree = Map<string, string | Tree>;

function valueOf(tree: Tree): Value {
  const entries = [...tree].map(
    ([name, value]) => [name, typeof value === 'string' ? value : valueOf(value)] as const,
  );
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** XML without its attributes: elements of one name beside each other are a list. */
export function fromXml(text: string): Value {
  const stack: { name: string; children: Map<string, Value[]>; text: string }[] = [
    { name: '', children: new Map(), text: '' },
  ];
  const close = () => {
    const { name, children, text: said } = stack.pop()!;
    const above = stack[stack.length - 1]!;
    const value = children.size > 0 ? fromChildren(children) : unescape(said.trim());
    above.children.set(name, [...(above.children.get(name) ?? []), value]);
  };
  for (const [, comment, closing, name = '', empty, said] of text.matchAll(
    /<([?!][^>]*)>|<(\/?)([\w:.-]+)(?:\s[^>]*?)?(\/?)>|([^<]+)/g,
  )) {
    if (comment !== undefined) continue;
    if (said !== undefined) stack[stack.length - 1]!.text += said;
    else if (closing) {
      if (stack.length > 1) close();
    } else {
      stack.push({ name, children: new Map(), text: '' });
      if (empty) close();
    }
  }
  return fromChildren(stack[0]!.children);
}

function fromChildren(children: Map<string, Value[]>): Value {
  return Object.fromEntries(
    [...children].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]),
  );
}

function unescape(text: string): string {
  return text
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** Every value below a name, wherever it stands and however it is written: `name`, `Name`. */
export function named(value: Value, name: string): Value[] {
  if (typeof value === 'string') return [];
  if (Array.isArray(value)) return value.flatMap((each) => named(each, name));
  return Object.entries(value).flatMap(([key, each]) => [
    ...(key.toLowerCase() === name.toLowerCase() ? [each as Value] : []),
    ...named(each, name),
  ]);
}

/** The first text below a name; nothing where there is none. */
export function textOf(value: Value, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = named(value, name).flatMap(textsIn)[0];
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}

/** Every text in a value. */
export function textsIn(value: Value): string[] {
  if (typeof value === 'string') return [value];
  return Object.values(value).flatMap(textsIn);
}
