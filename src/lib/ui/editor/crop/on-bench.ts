import { IDENTITY_CROP } from '../../../domain/document/edits/crop.ts';
import type { PhotoMap } from '../photo-map.ts';
import type { Bench } from '../bench.ts';
import type { CroppingEvents } from './cropping.svelte.ts';

/** Cropping on the editor's desk. @param map where the cropped plane lies in the stage */
export const croppingOn = ({ session }: Bench, map: () => PhotoMap): CroppingEvents => ({
  map,
  size: () => session.photo?.size ?? { width: 1, height: 1 },
  crop: () => session.edits?.crop ?? IDENTITY_CROP,
  oncrop: (crop, gesture) => session.setEdit('crop', crop, gesture)
});
