/**
 * What can be done about findings. `placement`, `shape`, `size`: as the channel asks; `crop`: nothing is cut off;
 * `backdrop`: the channel's; `shadow-inside`: off the frame; `edge`: moved in; `colors`: the photo's own; `remake`: a
 * file from elsewhere, made anew.
 */
export const FIX_IDS = [
  'placement',
  'shape',
  'size',
  'crop',
  'backdrop',
  'shadow-inside',
  'shadow',
  'marks',
  'insets',
  'colors',
  'edge',
  'soft-edge',
  'holes',
  'remake'
] as const;
export type FixId = (typeof FIX_IDS)[number];
