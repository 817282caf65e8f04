import { untrack } from 'svelte';
import type { Stroke } from '../../domain/document/edits/cutout.ts';
import type { Point } from '../../domain/pixels.ts';
import type { LiveStrokes, Painting } from './brush/painting.svelte.ts';
import type { ShownMatte } from './pictures.svelte.ts';

/** How a matte is laid over its photo: colours of background and product, mixed by a blend mode of the stylesheet. */
interface Film {
  readonly background: string;
  readonly product: string;
  /** Keeps the matte's greys between the two: per channel the larger (or smaller) of film and matte. */
  readonly mix: 'lighten' | 'difference';
}

export const FILMS = {
  /** The retoucher's red film, multiplied onto the photo. */
  red: { background: '#ff4d3d', product: '#fff', mix: 'lighten' },
  /** White paper with the product shining through, screened onto the photo. */
  paper: { background: '#fff', product: '#000', mix: 'difference' },
  /** The matte itself, opaque: what is kept is white. */
  grey: { background: '#000', product: '#fff', mix: 'lighten' }
} as const satisfies Record<string, Film>;

/** A film finer than this cannot be seen on any screen, and strokes are painted on it sixty times a second. */
const MAX_SIDE = 2048;

export interface OverlayOptions {
  readonly film: keyof typeof FILMS;
  /** Strokes of the document: those that the matte does not hold yet are painted on it. */
  readonly strokes: () => readonly Stroke[];
  /** The brush, where it may paint. */
  readonly painting: Painting | null;
}

/** Attachment: paints the matte as a film over the photo, and strokes on it as they are drawn. */
export const maskOverlay =
  (matte: ShownMatte, { film: name, strokes, painting }: OverlayOptions) =>
  (canvas: HTMLCanvasElement) => {
    const { bitmap } = matte;
    const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    if (!context) return;
    const film = FILMS[name];
    const show = () => {
      paintFilm(context, film, bitmap);
      for (const stroke of strokes().slice(matte.strokes)) paintStroke(live, stroke);
    };
    const live = liveStrokes(context, film, scale, () => show());
    show();
    if (!painting) return;
    painting.live = live;
    untrack(() => painting.replay());
    return () => {
      if (painting.live === live) painting.live = null;
    };
  };

function paintFilm(context: CanvasRenderingContext2D, film: Film, bitmap: ImageBitmap): void {
  const { width, height } = context.canvas;
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = film.background;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = film.mix;
  context.drawImage(bitmap, 0, 0, width, height);
  context.globalCompositeOperation = 'source-over';
}

function liveStrokes(
  context: CanvasRenderingContext2D,
  film: Film,
  scale: number,
  restore: () => void
): LiveStrokes {
  return {
    restore,
    paint(kind, from: Point, to: Point, radius: number) {
      context.strokeStyle = kind === 'keep' ? film.product : film.background;
      context.lineCap = 'round';
      context.lineWidth = 2 * radius * scale;
      context.beginPath();
      context.moveTo(from.x * scale, from.y * scale);
      context.lineTo(to.x * scale, to.y * scale);
      context.stroke();
    }
  };
}

function paintStroke(live: LiveStrokes, { kind, points, radius }: Stroke): void {
  const [startX = 0, startY = 0] = points;
  let from = { x: startX, y: startY };
  for (let at = 0; at < points.length; at += 2) {
    const to = { x: points[at] ?? 0, y: points[at + 1] ?? 0 };
    live.paint(kind, from, to, radius);
    from = to;
  }
}
