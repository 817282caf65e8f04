import type { Ask } from '../../../domain/document/edits/cutout.ts';
import { PackshotError } from '../../../domain/errors.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import type { Session } from '../runtime.ts';

/** The files of one model, by role. */
export interface ModelFiles {
  /** A graph, ready to run. Ask again before each run: another may have needed the memory. */
  session(role: string): Promise<Session>;
  bytes(role: string): Promise<Uint8Array<ArrayBuffer>>;
  has(role: string): boolean;
  /** What `make` gave for `key` before, where it is still held. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/**
 * Asks an added model for the product.
 * @param name the photo's (its sha256): what does not depend on what is asked is computed once for it
 * @returns α of the whole photo
 * @throws `unsupported-prompt` where the model cannot take what is asked, or needs what is not; `model-unavailable`
 * (data.reason: `shape`, `range` or `tokenizer`) where the model is not as it was described; `out-of-memory`
 */
export type Adapter = (photo: Pixels, ask: Ask, files: ModelFiles, name?: string) => Promise<Coarse>;

export type Need = 'box' | 'clicks' | 'word';

/** What a prompt holds. */
export function needsIn({ prompt }: Ask): Need[] {
  const { box, include, exclude, text } = prompt;
  const needs: [Need, boolean][] = [
    ['box', box !== null],
    ['clicks', include.length + exclude.length > 0],
    // Where both are set the box counts.
    ['word', text !== null && box === null]
  ];
  return needs.filter(([, isThere]) => isThere).map(([need]) => need);
}

/** @throws `unsupported-prompt` (data.needs: what the model can take) */
export function takeOnly(ask: Ask, takes: readonly Need[], isNeeded: boolean): void {
  const asked = needsIn(ask);
  const isTaken = asked.every((need) => takes.includes(need));
  if (isTaken && (!isNeeded || asked.length > 0)) return;
  throw new PackshotError('unsupported-prompt', `This model takes ${takes.join(', ') || 'no prompt'}`, {
    needs: takes.join(' ')
  });
}

/** A model that is not as it was described. */
export const misfit = (reason: 'shape' | 'range' | 'tokenizer', message: string): PackshotError =>
  new PackshotError('model-unavailable', message, { reason });

/** @throws `model-unavailable` (data.reason `shape`) where a graph lacks one of these inputs or outputs */
export function requirePorts(
  { inputs, outputs }: Session,
  needed: { readonly inputs: readonly string[]; readonly outputs: readonly string[] }
): void {
  const lacks = (have: readonly string[], names: readonly string[]) =>
    names.find((name) => !have.includes(name));
  const input = lacks(inputs, needed.inputs);
  if (input !== undefined) throw misfit('shape', `The graph has no input ${input}: ${inputs.join(', ')}`);
  const output = lacks(outputs, needed.outputs);
  if (output !== undefined) throw misfit('shape', `The graph has no output ${output}: ${outputs.join(', ')}`);
}
