/** What became of something that is kept in sync. */
export interface Synced {
  /** What was not as it should be, in a sentence; nothing where all was. */
  readonly outOfSync?: string;
  /** What is not known, in a sentence. It fails nothing: CI asks before anything is synthesised. */
  readonly notKnown?: string;
}
