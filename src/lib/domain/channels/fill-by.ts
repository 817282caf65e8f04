import type { Role } from './channel.ts';

/**
 * What a product's share of the frame is a share of: the side that it reaches first, or the frame's area, by the box
 * around the product or by what it covers.
 */
export type FillBy = 'side' | 'box' | 'cover';

/** Share of a side at which a product is as large as it can be without touching the frame. */
export const FULL_SIDE = 0.95;

/** The profiles' words for an area. What is said of the picture's area is meant of the box: nobody counts pixels. */
const AREAS: Readonly<Record<string, FillBy>> = {
  area: 'box',
  'image-area': 'box',
  'bbox-area': 'box',
  cover: 'cover',
  'mask-area': 'cover'
};

/**
 * What a role's share is a share of, for the solver that places products and for the check that measures them. Where the
 * channel leaves the choice (`bbox-area-or-longest-side`), or says nothing, it is the side: a thin product cannot reach it
 * by area without being cut (compliance.md 3.7).
 */
export const fillBy = ({ fill: { measure } }: Pick<Role, 'fill'>): FillBy =>
  AREAS[measure?.value ?? ''] ?? 'side';
