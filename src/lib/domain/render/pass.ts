import type { AdjustEdit } from '../document/edits/adjust.ts';
import type {
  PictureBackdrop,
  Rgb,
  GradientBackdrop,
  SceneMethod,
  SetBackdrop
} from '../document/edits/backdrop.ts';
import type { BlobRef } from '../document/blob.ts';
import type { Correction } from '../document/edits/cutout.ts';
import type { Reflection, ShadowEdit } from '../document/edits/shadow.ts';
import { canonicalJson } from '../document/canonical.ts';
import type { Rect, Size } from '../pixels.ts';
import type { Matrix3 } from './matrix.ts';
import type { PlacedNote } from './notes.ts';

interface Keyed {
  /** Same key, same pixels. */
  readonly key: string;
}

/** The photo with its matte, foreground colours estimated; upright source px. Without a matte it is the whole photo. */
export interface LayerPass extends Keyed {
  readonly kind: 'layer';
  readonly source: BlobRef;
  readonly matte: BlobRef | null;
  /** What a person changed in the matte; null = nothing. */
  readonly correction: Correction | null;
}

/** The cutout, cropped and scaled into the frame: colours and α there. */
export interface PlacePass extends Keyed {
  readonly kind: 'place';
  readonly layer: string;
  readonly frame: Size;
  /** From upright source px to frame px. */
  readonly matrix: Matrix3;
  /** Outside of this nothing is kept, frame px; null = the frame is the limit. */
  readonly clip: Rect | null;
}

/** Light and colour of the placed product. Lengths are taken from the frame, so that a preview looks as the file will. */
export interface AdjustPass extends Keyed {
  readonly kind: 'adjust';
  readonly place: string;
  readonly adjust: AdjustEdit;
}

/** How much light the product leaves on what is behind it. */
export interface ShadowPass extends Keyed {
  readonly kind: 'shadow';
  readonly layer: string;
  readonly place: string;
  readonly frame: Size;
  readonly matrix: Matrix3;
  /** Box of the product, frame px. */
  readonly product: Rect;
  readonly shadow: Pick<ShadowEdit, 'contact' | 'drop' | 'original' | 'reachesFrame'>;
}

/** What stands behind the product. It knows nothing of the photo but where the product stands, and only in a studio set. */
export interface BackdropPass extends Keyed {
  readonly kind: 'backdrop';
  readonly frame: Size;
  readonly backdrop:
    { readonly kind: 'color'; readonly color: Rgb } | GradientBackdrop | PictureBackdrop | SetBackdrop;
  /** Frame px; null where the backdrop does not ask. */
  readonly product: Rect | null;
}

/** The photo's own surroundings, extended to fill the frame. The photo's pixels stay as they are. */
export interface ScenePass extends Keyed {
  readonly kind: 'scene';
  readonly frame: Size;
  /** Key of the whole photo in its place. */
  readonly photo: string;
  /** Key of the product in its place: never repeated; null = nobody knows where it is. */
  readonly product: string | null;
  readonly method: SceneMethod;
}

/** Backdrop, shade, reflection and product laid over each other in linear light. */
export interface ComposePass extends Keyed {
  readonly kind: 'compose';
  readonly frame: Size;
  /** Key of the adjusted, else of the placed product. */
  readonly product: string;
  readonly shade: string | null;
  /** Null = transparent. */
  readonly backdrop: string | null;
  readonly reflection: (Reflection & { readonly product: Rect; readonly reachesFrame: boolean }) | null;
}

/** Words and marks over the picture. */
export interface AnnotatePass extends Keyed {
  readonly kind: 'annotate';
  readonly picture: string;
  readonly frame: Size;
  readonly notes: readonly PlacedNote[];
  readonly language: string | null;
  /** Key of the enlarged product (`compose`, transparent, twice its radius wide) by the id of a magnifier. */
  readonly insets: Readonly<Record<string, string>>;
}

export type Pass =
  LayerPass | PlacePass | AdjustPass | ShadowPass | BackdropPass | ScenePass | ComposePass | AnnotatePass;

/** A pass without its key, as `keyed` takes it; distributes over the union. */
type Unkeyed<P> = P extends Pass ? Omit<P, 'key'> : never;

/**
 * A pass's key says all that its pixels depend on: what is done, with which parameters, and the keys of what it works
 * on, which are among them. Written as FNV-1a, 64 bits, of their canonical JSON: short enough for a map, and among a
 * million passes the chance that two share a key is 3 in 10⁸. It names cached pixels on this device; nothing that is
 * stored or trusted depends on it.
 */
export function keyed<P extends Pass>(pass: Unkeyed<P>): P {
  return { ...pass, key: `${pass.kind}-${fnv1a64(canonicalJson(pass))}` } as unknown as P;
}

/** 16 hex digits, over UTF-16 code units (draft-eastlake-fnv, constants of the 64-bit FNV-1a). */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
