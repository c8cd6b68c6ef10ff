/** What is another each time, with what stands for it. */
const changing: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?/g, 'TIME'],
  [/\b\d\d:\d\d:\d\d\b/g, 'TIME'],
  [/\b\d+(\.\d+)? (s|seconds?|minutes?)\b/g, 'DURATION'],
  [/\b(sha256:)?[0-9a-f]{8,64}\b…?/g, 'ID'],
  [/\becs-svc\/\d+/g, 'ID'],
  [/:\d{4,5}\b/g, ':PORT'],
  [/\b\d+ (?=to (create|change|destroy|REPLACE)\b)/g, 'COUNT '],
  [/\b\d+\.\d\d\b/g, 'AMOUNT'],
  [/\s+/g, ' '],
];

/** A line of the page that stands for any number of lines. */
const anything = '…';

/**
 * The first line that a page shows and a command did not print, or not there; nothing where it printed what is shown. Times, identifiers, ports and amounts
 * may be others. Lines follow each other as on the page, but where it says `…`.
 *
 * @example notPrinted(['Deploying', '…', '3 tasks run'], output)
 */
export function notPrinted(shown: readonly string[], output: string): string | undefined {
  const printed = output.split('\n').map(settled).filter(Boolean);
  let from = 0;
  let mayBeAnywhere = true;
  for (const line of shown) {
    if (line.trim() === '') continue;
    if (line.trim() === anything) {
      mayBeAnywhere = true;
      continue;
    }
    const at = printed.indexOf(settled(line), from);
    if (at < 0 || (!mayBeAnywhere && at !== from)) return line;
    from = at + 1;
    mayBeAnywhere = false;
  }
  return undefined;
}

function settled(line: string): string {
  return changing.reduce((text, [pattern, stands]) => text.replaceAll(pattern, stands), line.trim());
}
