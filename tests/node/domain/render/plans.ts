import type { Rect, Size } from '../../../../src/lib/domain/pixels.ts';
import { cornersOf } from '../../../../src/lib/domain/render/matrix.ts';
import type { Pass } from '../../../../src/lib/domain/render/pass.ts';
import type { RenderPlan, Subject } from '../../../../src/lib/domain/render/plan.ts';

/** A photo of `size` whose product is the rectangle `box`. */
export const subject = (size: Size, box: Rect): Subject => ({
  ...size,
  box,
  hull: cornersOf(box),
  mass: {
    area: box.width * box.height,
    centroid: { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
});

/** The plan's first pass of a kind. */
export function passOf<K extends Pass['kind']>({ passes }: RenderPlan, kind: K): Extract<Pass, { kind: K }> {
  const found = passes.find((pass): pass is Extract<Pass, { kind: K }> => pass.kind === kind);
  if (!found) throw new Error(`no ${kind} among ${passes.map((pass) => pass.kind).join()}`);
  return found;
}
