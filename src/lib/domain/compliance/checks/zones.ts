import type { Channel, Role } from '../../channels/channel.ts';
import type { Rect, Size } from '../../pixels.ts';
import { basisOf, finding, type Case, type Outcome } from '../finding.ts';
import type { Finding } from '../report.ts';
import { OUR_ADVICE } from './advice.ts';

/** Shares of a frame's sides that an app covers with its own buttons. */
export type SafeZone = NonNullable<NonNullable<Role['safeZone']>['value']>;
/** A grid over the frame, of whose cells words may touch so many. */
export type TextGrid = NonNullable<NonNullable<Channel['textGrid']>['value']>;

/**
 * How far a box reaches out of a frame's safe zone, whole px; 0 = it lies within. A zone that ends between two pixels
 * ends with the one that it cuts: a product covers whole pixels, and the app puts it to the zone's own edge.
 */
export function beyondZone({ x, y, width, height }: Rect, frame: Size, safe: SafeZone): number {
  const outs = [
    safe.top * frame.height - y,
    safe.left * frame.width - x,
    y + height - (1 - safe.bottom) * frame.height,
    x + width - (1 - safe.right) * frame.width
  ];
  return Math.max(0, Math.floor(Math.max(...outs) + 1e-6));
}

/** Px of a product's soft edge that a flood counts as a whole. */
const FLOOD_RIM = 1;

/**
 * Product and words lie where an app's own buttons do not cover them. `measured` is how far they reach out, px.
 */
export function safeZone({ measured, channel, role }: Case): Finding {
  const safe = role.safeZone?.value;
  if (!role.safeZone || !safe) return notAsked('safe-zone', 'This kind of image has no safe zone.');
  const basis = basisOf(channel, role.safeZone);
  const boxes = [...(measured.fill.box ? [measured.fill.box] : []), ...(measured.text ?? [])];
  const rim = measured.matteOrigin === 'flood' ? FLOOD_RIM : 0;
  const reaching = boxes
    .map((region) => ({ region, px: Math.max(0, beyondZone(region, measured.file, safe) - rim) }))
    .toSorted((a, b) => b.px - a.px)[0];
  if (!reaching) {
    return finding('safe-zone', basis, {
      verdict: 'not-applicable',
      reason: 'no-product',
      message: 'Nothing was found whose place could be measured.'
    });
  }
  const isOut = reaching.px > 0;
  return finding('safe-zone', basis, {
    verdict: isOut ? basis.breach : 'pass',
    reason: isOut ? 'outside-zone' : 'ok',
    measured: reaching.px,
    limit: 0,
    ...(isOut && { region: reaching.region }),
    message: isOut
      ? `Product or words reach ${reaching.px} pixels out of the safe zone: the app's own buttons may cover them.`
      : 'Product and words lie in the safe zone.'
  });
}

/** Cells of a grid over a frame that boxes touch: one pixel in a cell is enough (Rakuten). */
export function touchedCells(
  boxes: readonly Rect[],
  frame: Size,
  { cols, rows }: Pick<TextGrid, 'cols' | 'rows'>
): number {
  const touched = new Set<number>();
  const [across, down] = [frame.width / cols, frame.height / rows];
  for (const box of boxes) {
    if (box.width <= 0 || box.height <= 0) continue;
    const [left, right] = cellsOf(box.x, box.width, across, cols);
    const [top, bottom] = cellsOf(box.y, box.height, down, rows);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) touched.add(row * cols + column);
    }
  }
  return touched.size;
}

function cellsOf(from: number, length: number, size: number, count: number): readonly [number, number] {
  const first = Math.floor(from / size);
  const last = Math.ceil((from + length) / size) - 1;
  return [Math.max(0, first), Math.min(count - 1, last)];
}

/**
 * Words, logos and marks touch no more cells of the channel's grid than it allows. `measured` and `limit` are cells.
 */
export function textGrid({ measured, channel }: Case): Finding {
  const asked = channel.textGrid?.value;
  if (!channel.textGrid || !asked)
    return notAsked('text-grid', 'The channel does not count cells with words.');
  const basis = basisOf(channel, channel.textGrid);
  const of = (outcome: Outcome) => finding('text-grid', basis, outcome);
  if (measured.text === null) {
    return of({
      verdict: 'not-applicable',
      reason: 'unknown',
      message: 'Where words stand in this file is not known.'
    });
  }
  const cells = touchedCells(measured.text, measured.file, asked);
  const isOver = cells > asked.maxCells;
  return of({
    verdict: isOver ? basis.breach : 'pass',
    reason: isOver ? 'too-many-cells' : 'ok',
    measured: cells,
    limit: asked.maxCells,
    message: `Words and marks touch ${cells} of ${asked.cols * asked.rows} cells; ${asked.maxCells} are allowed.`
  });
}

const notAsked = (rule: 'safe-zone' | 'text-grid', message: string): Finding =>
  finding(rule, OUR_ADVICE, { verdict: 'not-applicable', reason: 'not-asked', message });
