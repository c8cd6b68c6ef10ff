/**
 * Whether a command line gives an environment variable a value, takes it away, or empties the whole environment. Upper and lower case
 * are one: some frameworks read both. Nobody runs the command here, so that it is the words that tell; who hides them
 * well enough is not found, and has a reviewer.
 *
 * @example changesVariable('env DEBUG=true uvicorn app', 'DEBUG') // true
 */
export function changesVariable(commandLine: string, name: string): boolean {
  const changes = [
    // A value: `DEBUG=true`, `export DEBUG=1`, `os.environ.DEBUG = ...`; not `--debug=true`, which is an option of a program.
    `(?<![\\w-])${name}\\s*\\+?=(?!=)`,
    // A name in quotes, as programs in a command line name it: `os.environ['DEBUG']`, `setenv("DEBUG", ...)`.
    `(["'])${name}\\1`,
    // None: `unset DEBUG`, `env -u DEBUG`, `env --unset=DEBUG`.
    `\\bunset\\b[^;&|]*(?<!\\w)${name}(?!\\w)`,
    `(?:\\s-u\\s*|--unset[=\\s])${name}(?!\\w)`,
    // Nothing of any: `env -i`, `env -`.
    `\\benv\\s+(?:-\\w*i\\w*|-|--ignore-environment)(?=\\s|$)`,
  ];
  return changes.some((change) => new RegExp(change, 'i').test(commandLine));
}
