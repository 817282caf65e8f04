import type { Verdict } from '../../domain/compliance/report.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import { filePreview } from '../../pipeline/preview.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { worstVerdict } from '../compliance/order.ts';

const THUMB_PX = 192;

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

  /** A file is made small by the worker: the page would stand still meanwhile. */
  async #thumbnailOf(shown: Blob | ImageBitmap): Promise<Blob> {
    if (shown instanceof ImageBitmap) return small(shown);
    const picture = await filePreview(this.#studio, shown, THUMB_PX);
    try {
      return await small(picture);
    } finally {
      picture.close();
    }
  }
}

async function small(picture: ImageBitmap): Promise<Blob> {
  const scale = Math.min(1, THUMB_PX / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale))
  );
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
