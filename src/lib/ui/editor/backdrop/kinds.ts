import type { BlobRef } from '../../../domain/document/blob.ts';
import type { BackdropEdit, Rgb, SetBackdrop } from '../../../domain/document/edits/backdrop.ts';
import { m } from '../../../paraglide/messages.js';

export type BackdropKind = BackdropEdit['kind'];

/** In the order in which they are offered. */
export const KINDS: readonly { readonly id: BackdropKind; readonly name: () => string }[] = [
  { id: 'channel', name: m.backdrop_channel },
  { id: 'color', name: m.backdrop_color },
  { id: 'gradient', name: m.backdrop_gradient },
  { id: 'set', name: m.backdrop_set },
  { id: 'picture', name: m.backdrop_picture },
  { id: 'scene', name: m.backdrop_scene },
  { id: 'transparent', name: m.backdrop_transparent }
];

export const SETS: readonly { readonly id: SetBackdrop['set']; readonly name: () => string }[] = [
  { id: 'sweep', name: m.set_sweep },
  { id: 'tabletop', name: m.set_tabletop },
  { id: 'podium', name: m.set_podium }
];

/** Papers of a studio: whites and greys, a warm and a cool one, three muted ones, black. */
export const PAPERS: readonly Rgb[] = [
  [255, 255, 255],
  [245, 245, 245],
  [229, 229, 229],
  [244, 240, 232],
  [231, 237, 242],
  [220, 229, 219],
  [243, 226, 219],
  [34, 34, 34]
];

/** Of a plain backdrop that is chosen for the first time: one of the papers, and not the white that most outputs ask for. */
export const FIRST_COLOR: Rgb = [220, 229, 219];

/** What a kind looks like when it is chosen for the first time. A picture needs one first. */
export const FIRST: Record<Exclude<BackdropKind, 'picture'>, BackdropEdit> = {
  channel: { kind: 'channel' },
  transparent: { kind: 'transparent' },
  color: { kind: 'color', color: FIRST_COLOR },
  gradient: {
    kind: 'gradient',
    shape: 'linear',
    angle: 180,
    stops: [
      { at: 0, color: [255, 255, 255] },
      { at: 1, color: [216, 220, 224] }
    ]
  },
  scene: { kind: 'scene', method: 'auto' },
  set: {
    kind: 'set',
    set: 'sweep',
    color: [231, 237, 242],
    horizon: 0.66,
    light: { azimuth: -40, elevation: 50 },
    softness: 0.6
  }
};

export const pictureBackdrop = (blob: BlobRef): BackdropEdit => ({
  kind: 'picture',
  blob,
  fit: 'cover',
  focus: { x: 0.5, y: 0.5 },
  blur: 0
});
