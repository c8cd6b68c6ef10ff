/** What `terraform plan -json` and `terraform apply -json` say, one object a line. Source: Terraform's "machine readable UI". */
export type TerraformEvent =
  | { type: 'planned_change' | 'resource_drift'; change: PlannedChange }
  | { type: 'apply_start' | 'apply_progress' | 'apply_complete' | 'apply_errored'; hook: Hook }
  | { type: 'provision_progress'; hook: ProvisionerHook }
  | { type: 'diagnostic'; diagnostic: Diagnostic }
  | { type: 'outputs'; outputs: Outputs }
  | { type: 'other' };

/** What becomes of a resource. `remove` forgets it and leaves it where it is: a `removed` block asks for that. */
export type Action =
  'create' | 'update' | 'replace' | 'delete' | 'read' | 'move' | 'import' | 'remove' | 'noop';

export interface PlannedChange {
  readonly resource: { readonly addr: string };
  readonly action: Action;
  readonly reason?: string;
  /** Of something that exists and comes into the state: its id. Where it changes as well, the action says how. */
  readonly importing?: { readonly id?: string };
}

export interface Hook {
  readonly resource: { readonly addr: string };
  readonly action: Action;
  readonly elapsed_seconds?: number;
}

/** A line of what a provisioner runs, such as the log of a one-off task. */
export interface ProvisionerHook {
  readonly resource: { readonly addr: string };
  readonly output: string;
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  /** Where in the stack's JSON it is: `resource.aws_sqs_queue.mail`, and the line. */
  readonly snippet?: { readonly context?: string | null; readonly code?: string };
}

export type Outputs = Record<string, { value?: unknown; sensitive?: boolean }>;

/** Reads one line. What is not JSON is a complaint that Terraform makes before its output is machine readable. */
export function parseEvent(line: string): TerraformEvent {
  if (line.trim() === '') return { type: 'other' };
  try {
    const event = JSON.parse(line);
    return typeof event?.type === 'string' ? event : { type: 'other' };
  } catch {
    return { type: 'diagnostic', diagnostic: { severity: 'error', summary: line } };
  }
}
