/** `WebService` is `web-service`, and `--healthCheck` is `--health-check`. */
export function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
