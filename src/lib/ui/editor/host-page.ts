/** The page of another site around the editor: what it is told. */
export interface HostPage {
  /** A package of so many files has been handed over. */
  exported(files: number): void;
  /** The person is done; absent where the editor is all there is. */
  leave?: (() => void) | undefined;
}
