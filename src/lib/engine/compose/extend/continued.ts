import { encoded } from '../cpu/light.ts';
import type { Course } from './course-kinds.ts';
import { lightAt } from './course.ts';
import type { Known, Side } from './known.ts';

/** Beyond a corner the light of both sides adds up; each counts by how far the place is beyond it. */
function cornerLight(
  upright: Course,
  level: Course,
  c: number,
  at: { readonly t: number; readonly u: number; readonly out: number; readonly down: number }
): number {
  const { t, u, out, down } = at;
  const [across, along] = [lightAt(upright, c, t, out), lightAt(level, c, u, down)];
  const share = out / (out + down);
  const fromUpright = across + along - lightAt(level, c, u, 0);
  const fromLevel = along + across - lightAt(upright, c, t, 0);
  return share * fromUpright + (1 - share) * fromLevel;
}

/** Lengths beyond the rectangle; at most one of each pair is above 0. */
interface Beyond {
  readonly upright: Course | undefined;
  readonly level: Course | undefined;
  readonly out: number;
  readonly down: number;
}

/**
 * Light around the rectangle as its sides' courses have it, sRGB levels, three a pixel of the frame; within it nothing
 * is written.
 */
export function continued({ photo, rect }: Known, courses: readonly Course[], into: Float32Array): void {
  const { width, height } = photo;
  const course = (name: Side['name']) => courses.find(({ side }) => side.name === name);
  const [left, right, top, bottom] = [course('left'), course('right'), course('top'), course('bottom')];
  for (let y = 0, p = 0; y < height; y++) {
    const level = y < rect.y ? top : y >= rect.y + rect.height ? bottom : undefined;
    const down = Math.max(rect.y - y - 0.5, y + 0.5 - rect.y - rect.height);
    const t = Math.min(rect.height - 1, Math.max(0, y - rect.y));
    for (let x = 0; x < width; x++, p++) {
      const upright = x < rect.x ? left : x >= rect.x + rect.width ? right : undefined;
      if (!upright && !level) continue;
      const out = Math.max(rect.x - x - 0.5, x + 0.5 - rect.x - rect.width);
      const u = Math.min(rect.width - 1, Math.max(0, x - rect.x));
      for (let c = 0; c < 3; c++) into[p * 3 + c] = 255 * lightBeyond({ upright, level, out, down }, c, t, u);
    }
  }
}

function lightBeyond({ upright, level, out, down }: Beyond, c: number, t: number, u: number): number {
  if (!level) return encoded(lightAt(upright!, c, t, out));
  if (!upright) return encoded(lightAt(level, c, u, down));
  return encoded(cornerLight(upright, level, c, { t, u, out, down }));
}
