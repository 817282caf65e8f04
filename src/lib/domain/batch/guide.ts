import { setEdits, setPlace } from '../document/change.ts';
import type { Project } from '../document/document.ts';
import type { Angle, GuideView, StyleGuide } from '../document/recipe.ts';
import { stemOf } from '../channels/identifier.ts';
import { listingsOf, MAIN, type Listing, type SlottedPhoto } from './slots.ts';

/** Words of file names by what a photo shows, English and Vietnamese; small letters without marks. */
const WORDS: Readonly<Record<Angle, readonly string[]>> = {
  front: ['front', 'frnt', 'truoc'],
  back: ['back', 'rear', 'sau'],
  left: ['left', 'trai'],
  right: ['right', 'rght', 'phai'],
  side: ['side', 'profile', 'canh'],
  top: ['top', 'topp', 'tren'],
  bottom: ['bottom', 'bott', 'sole', 'duoi'],
  detail: ['detail', 'details', 'dtls', 'closeup', 'macro'],
  pair: ['pair', 'set', 'cap']
};

/** What a file's name says that its photo shows, `side` of `SH-0207_side.jpg`; null where it says nothing. */
export function angleInName(name: string): Angle | null {
  const tokens = stemOf(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/);
  const found = (Object.keys(WORDS) as Angle[]).find((angle) =>
    tokens.some((token) => WORDS[angle].includes(token))
  );
  return found ?? null;
}

/** A photo and the view that a guide shows it in. */
interface Viewed {
  readonly photoId: string;
  readonly view: GuideView;
}

/**
 * Which of a product's photos makes which view: first those whose name says the angle, then the rest in the order that
 * they have now, in views that ask for none. A product has a MAIN picture, whatever its angle.
 */
export function viewsOf(photos: readonly SlottedPhoto[], { views }: StyleGuide): readonly Viewed[] {
  const left = photos.map(({ photo }) => ({ id: photo.id, angle: angleInName(photo.name) }));
  const take = (fits: (angle: Angle | null) => boolean): string | null => {
    const at = left.findIndex(({ angle }) => fits(angle));
    return at < 0 ? null : left.splice(at, 1)[0]!.id;
  };
  const named = new Map(
    views.map((view) => [view, view.angle === null ? null : take((angle) => angle === view.angle)])
  );
  return views.flatMap((view) => {
    const isForAny = view.angle === null || view.slot === MAIN;
    const photoId = named.get(view) ?? (isForAny ? take(() => true) : null);
    return photoId ? [{ photoId, view }] : [];
  });
}

/**
 * Gives photos the slots and frames of a guide, product by product. Photos that no view is for keep their slot, unless
 * another has it now: then the next free one is theirs.
 */
export function applyGuide(project: Project, photoIds: readonly string[], guide: StyleGuide): Project {
  const asked = new Set(photoIds);
  return listingsOf(project).reduce((next, { photos }) => {
    const own = photos.filter(({ photo }) => asked.has(photo.id));
    const viewed = viewsOf(own, guide);
    const taken = new Set(viewed.map(({ view }) => view.slot));
    const ids = new Set(viewed.map(({ photoId }) => photoId));
    const freed = photos.reduce(
      (made, { photo, slot }) =>
        !ids.has(photo.id) && photo.slot !== undefined && taken.has(slot)
          ? setPlace(made, photo.id, { slot: undefined })
          : made,
      next
    );
    return viewed.reduce(shownAs, freed);
  }, project);
}

function shownAs(project: Project, { photoId, view: { slot, fill, ratio } }: Viewed): Project {
  const placed = setPlace(project, photoId, { slot });
  if (fill === null && ratio === null) return placed;
  const frame = placed.photos.find(({ id }) => id === photoId)!.edits.frame;
  return setEdits(placed, photoId, {
    frame: { ...frame, ...(fill !== null && { fill }), ...(ratio !== null && { ratio }) }
  });
}

/** A guide that shows other products in the views that one is shown in. */
export const guideFrom = ({ photos, product }: Listing): StyleGuide => ({
  category: product?.category ?? '',
  views: photos.map(({ photo, slot }) => {
    const { fill, ratio } = photo.edits.frame;
    return { slot, angle: angleInName(photo.name), fill, ratio };
  })
});
