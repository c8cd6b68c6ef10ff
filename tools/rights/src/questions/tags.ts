import { Value } from '../calls/values';

/** The tags that a request gives: lists of keys and values, or maps, below whatever each service calls them. */
export function tagsIn(value: Value, isTags = false): Record<string, string> {
  if (typeof value === 'string') return {};
  if (Array.isArray(value)) return Object.assign({}, ...value.map((each) => tagsIn(each, isTags)));
  const entries = Object.entries(value as Record<string, Value>);
  const field = (name: string) => entries.find(([key]) => key.toLowerCase() === name)?.[1];
  const [key, content] = [field('key'), field('value')];
  if (isTags && typeof key === 'string' && typeof content === 'string') return { [key]: content };
  const isMap = isTags && entries.length > 0 && entries.every(([, each]) => typeof each === 'string');
  if (isMap) return Object.fromEntries(entries) as Record<string, string>;
  return Object.assign(
    {},
    ...entries.map(([name, each]) =>
      tagsIn(
        each,
        isTags || /^(resource)?tags?$|^tag(set|list|specification|specifications)$|^addtags$/i.test(name),
      ),
    ),
  );
}

/** The keys of tags that a request takes away. */
export function tagKeysIn(value: Value, isKeys = false): string[] {
  if (typeof value === 'string') return isKeys ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => tagKeysIn(each, isKeys));
  return Object.entries(value as Record<string, Value>).flatMap(([name, each]) =>
    tagKeysIn(each, isKeys || /^tagkeys?$|^removetagkeys$/i.test(name)),
  );
}
