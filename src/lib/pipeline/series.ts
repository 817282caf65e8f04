import type { Photo, Project } from '../domain/document/document.ts';
import { asPackshotError, type PackshotError } from '../domain/errors.ts';
import { cutoutPhoto, type CutoutOptions, type CutoutResult } from './cutout.ts';
import type { Studio } from './studio.ts';

export interface SeriesFailure {
  readonly photo: string;
  readonly error: PackshotError;
}

/** The other photos of the same product; of a photo without product, the others that have none. */
export const seriesOf = (project: Project, { id, productId }: Photo): readonly Photo[] =>
  project.photos.filter((photo) => photo.id !== id && photo.productId === productId);

/**
 * Cuts photos out one after the other, each as its document asks. A photo that fails is reported and the others go on;
 * only an abort ends it early. As `cutoutPhoto` it changes no document: writing an answer with `setFound` keeps what a
 * person has corrected.
 * @param onEach hears of every answer as it comes
 * @throws `aborted`
 */
export async function cutoutSeries(
  studio: Studio,
  photos: readonly Photo[],
  options: Omit<CutoutOptions, 'ask'>,
  onEach: (photo: Photo, result: CutoutResult) => void
): Promise<readonly SeriesFailure[]> {
  const failures: SeriesFailure[] = [];
  for (const photo of photos) {
    try {
      onEach(photo, await cutoutPhoto(studio, photo, options));
    } catch (thrown) {
      const error = asPackshotError(thrown, 'worker-died');
      if (error.code === 'aborted') throw error;
      failures.push({ photo: photo.id, error });
    }
  }
  return failures;
}
