import type { Variant } from './edits.ts';

/** Edits that a preset can hold. Of `crop` not what is kept; of `annotate` the notes that point at nothing. */
export type PresetEdit = 'crop' | 'adjust' | 'backdrop' | 'shadow' | 'annotate' | 'frame';

/** A look under a name, taken from one photo for others. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly edits: readonly PresetEdit[];
}

export interface PresetInput extends PresetUse {
  /** At most 100 characters. */
  name: string;
}

export interface PresetUse {
  /** Which of them; default: in `savePreset` those that do something, but not `crop`; in `applyPreset` all of the preset. */
  edits?: readonly PresetEdit[];
  /** Of one variant in place of the photo's own. */
  variant?: Variant;
}
