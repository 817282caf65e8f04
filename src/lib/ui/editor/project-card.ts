import type { Verdict } from '../../domain/compliance/report.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { filePreview, smallFile } from '../../pipeline/preview.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { worstVerdict } from '../compliance/order.ts';

const SMALL = { type: 'image/webp', quality: 0.85, maxSide: 192 } as const;

/** Keeps what the list of projects shows of an open project up to date: its first photo, its worst verdict. */
export class ProjectCardKeeper {
  readonly #studio: Studio;
  #thumbnail: Blob | null = null;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /**
   * `shown` is `photo` as it is now: its file, or a picture on the stage. The verdict is told only once every photo has one: a part of the photos
   * passing is no pass of the project.
   */
  async update(
    project: Project,
    photo: Photo,
    shown: Blob | ImageBitmap,
    verdicts: ReadonlyMap<string, Verdict>
  ): Promise<void> {
    const isFirst = project.photos[0]?.id === photo.id;
    if (isFirst || !this.#thumbnail) this.#thumbnail = await this.#thumbnailOf(shown);
    const known = project.photos.map(({ id }) => verdicts.get(id));
    const all = known.filter((verdict) => verdict !== undefined);
    const verdict = all.length === known.length ? worstVerdict(all) : null;
    await this.#studio.store.setCard(project.id, { verdict, thumbnail: this.#thumbnail });
  }

  /**
   * A file is made small by the worker: the page would stand still meanwhile. Of what is on the stage a small copy goes
   * there.
   */
  async #thumbnailOf(shown: Blob | ImageBitmap): Promise<Blob> {
    const picture =
      shown instanceof ImageBitmap
        ? await smallCopy(shown)
        : await filePreview(this.#studio, shown, SMALL.maxSide);
    return smallFile(this.#studio, picture, SMALL);
  }
}

function smallCopy(picture: ImageBitmap): Promise<ImageBitmap> {
  const { width, height } = picture;
  const long = width > height ? 'resizeWidth' : 'resizeHeight';
  const side = Math.min(SMALL.maxSide, Math.max(width, height));
  return createImageBitmap(picture, { [long]: side, resizeQuality: 'high' });
}
