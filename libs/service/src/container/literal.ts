/**
 * A text as Terraform reads it when it is meant as it stands: a shell's `${HOME}` is none of Terraform's. What cdktf put
 * into it, such as the address of a queue, stays an expression.
 */
export function literal(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, '$$$${').replace(/%\{/g, '%%{');
}
