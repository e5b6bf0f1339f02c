/** Whose resources these are: the first parts of every URN. */
export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
}
