import type { Fix } from '../../domain/compliance/fixes.ts';
import type { RuleId } from '../../domain/compliance/report.ts';
import type { Photo } from '../../domain/document/document.ts';
import type { OutputChoice } from '../editor/outputs.ts';
import type { Checking } from './checking.ts';

/** The place of one finding, looked at closely, and how it would be after its fix. */
export class CloseUp {
  readonly #checking: Checking;
  #abort = new AbortController();
  /** The finding that was pointed at last. */
  rule = $state<RuleId | null>(null);
  after = $state.raw<ImageBitmap | null>(null);

  constructor(checking: Checking) {
    this.#checking = checking;
  }

  /** Makes the picture after the fix; until it is there, and where it cannot be made, there is none. */
  async show(photo: Photo, choice: OutputChoice, fix: Fix | null): Promise<void> {
    this.clear();
    if (!fix) return;
    const { signal } = (this.#abort = new AbortController());
    const file = await this.#checking.after(photo, choice, fix, signal).catch(() => null);
    const bitmap = file && !signal.aborted ? await createImageBitmap(file.blob) : null;
    if (signal.aborted) bitmap?.close();
    else this.after = bitmap;
  }

  clear(): void {
    this.#abort.abort();
    this.after?.close();
    this.after = null;
  }
}
