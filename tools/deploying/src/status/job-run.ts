/** A run of a job: by its schedule; or because a person asked for it, as long as ECS remembers it (an hour). */
export interface JobRun {
  /** `SUCCEEDED`, `FAILED`, `RUNNING`, or another word of Step Functions. */
  readonly state: string;
  readonly began?: Date;
  readonly ended?: Date;
}
