import { choicesOf } from '../document/change.ts';
import type { Photo, Project, VariantKey } from '../document/document.ts';
import { editsFor } from '../document/resolve.ts';
import { isSameCategory } from './categories.ts';
import { listingsOf, listingWith, type Listing } from './slots.ts';

/** A photo that is shown at one scale with others. */
export interface Scaled {
  readonly photo: Photo;
  /** `Listing.key`. */
  readonly product: string;
  /** Longest side of the product in reality, mm; null = the photos' own px are compared. */
  readonly lengthMm: number | null;
}

/**
 * All photos that are shown at one scale in an output, the photo itself among them: those of its product, or, in real
 * size, those of its category whose products' lengths are known. None where each photo goes by itself, and for photos
 * that are not cut out or keep their surroundings.
 */
export function scaleGroup(project: Project, photo: Photo, key: VariantKey): readonly Scaled[] {
  const { scale = 'each' } = choicesOf(project);
  if (scale === 'each' || !isCutOut(photo, key)) return [];
  const own = listingWith(project, photo.id);
  if (!own) return [];
  const isReal = scale === 'real' && own.product?.lengthMm !== undefined;
  const alike = isReal ? listingsOf(project).filter((other) => isComparable(own, other)) : [own];
  const group = alike.flatMap(({ key: product, photos, product: said }) =>
    photos
      .filter((each) => isCutOut(each.photo, key))
      .map((each) => ({ photo: each.photo, product, lengthMm: isReal ? (said?.lengthMm ?? null) : null }))
  );
  return group.length > 1 ? group : [];
}

const isComparable = ({ product }: Listing, { product: other }: Listing): boolean =>
  other?.lengthMm !== undefined && isSameCategory(product?.category, other.category);

function isCutOut(photo: Photo, key: VariantKey): boolean {
  const { backdrop, cutout } = editsFor(photo, key);
  return cutout.found !== null && backdrop.kind !== 'scene';
}
