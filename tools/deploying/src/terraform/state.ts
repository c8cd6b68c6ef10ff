/** A state as Terraform writes it down, version 4. */
export interface State {
  readonly resources?: readonly StateResource[];
}

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly instances: readonly { readonly status?: string; readonly attributes: Record<string, any> }[];
}
