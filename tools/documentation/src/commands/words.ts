/** The words of a command line, without quotation marks, and without what comes after a comment or a pipe. */
export function wordsOf(line: string): string[] {
  const words = line.match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  const end = words.findIndex((word) => /^(#|\||&&|;|>)/.test(word));
  return words.slice(0, end < 0 ? undefined : end).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
}

/** The command lines of a script: what a backslash carries on is one line, and what `&&` joins is several. */
export function commandLines(script: string): string[] {
  return script
    .replace(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => line.split(/ && | \| (?=npx|npm)/))
    .map((line) =>
      line
        .trim()
        .replace(/^[^(]*\)$/, (all) => all.slice(0, -1)) // The end of what stands in parentheses.
        .replace(/^(\(|\$ |exec |\w+=\S+ )+/, '')
        .replace(/^node_modules\/\.bin\/nx /, 'npx nx '),
    );
}
