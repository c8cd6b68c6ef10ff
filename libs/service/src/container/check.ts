/** Runs a check of one property, and notes its failure (see `checked` of libs/stack). */
export type Check = <T>(check: () => T, standIn: T) => T;
