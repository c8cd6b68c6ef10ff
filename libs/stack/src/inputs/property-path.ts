/** A property of a property as code says it: `scaling.peaks`, and `hosts["grades.no"]` for what is no name in code. */
export function propertyPath(name: string, key: string): string {
  if (!/^[\w$]+$/.test(key)) return `${name}[${JSON.stringify(key)}]`;
  return name === '' ? key : `${name}.${key}`;
}
