import type { Photo } from '../../../domain/document/document.ts';
import { framedMatte, readingCanvas, type Framed } from './framed-matte.ts';
import { LevelCount, type Levels, type Painted } from './levels.ts';

/** Rows that are looked through at a time: some ms. */
const BAND_ROWS = 64;

/** A finished picture with what is known of it. */
export interface Looked extends Framed {
  readonly photo: Photo;
  readonly picture: ImageBitmap;
  readonly matte: ImageBitmap | null;
}

/** The histogram of the product in the finished picture, and where it is clipped. Worked out while somebody looks. */
export class Exposure {
  #run = 0;
  isOpen = $state(false);
  painted = $state.raw<Painted>({ shadows: false, highlights: false });
  levels = $state.raw<Levels | null>(null);
  /** Clipped pixels in their colours, clear elsewhere; null where none are painted. */
  overlay = $state.raw<ImageBitmap | null>(null);

  toggle(): void {
    this.isOpen = !this.isOpen;
    if (!this.isOpen) this.forget();
  }

  paint(which: keyof Painted): void {
    this.painted = { ...this.painted, [which]: !this.painted[which] };
  }

  /** Looks through a picture anew. What is shown stays until its successor is there. */
  async look(looked: Looked): Promise<void> {
    const run = (this.#run += 1);
    const { painted } = this;
    const count = new LevelCount();
    const picture = readingCanvas(looked);
    picture.drawImage(looked.picture, 0, 0, looked.width, looked.height);
    const matte = framedMatte(looked.matte, looked.photo.size, looked);
    for (let top = 0; top < looked.height; top += BAND_ROWS) {
      addBand(count, picture, matte, top, painted);
      // Four million pixels in one go would block the page; a band takes a few ms.
      await new Promise((resolve) => setTimeout(resolve));
      if (run !== this.#run) return;
    }
    this.levels = count;
    const isPainted = painted.shadows || painted.highlights;
    this.#show(isPainted ? picture.canvas.transferToImageBitmap() : null);
  }

  /** Nobody looks any more, or there is nothing to look at. */
  forget(): void {
    this.#run += 1;
    this.levels = null;
    this.#show(null);
  }

  #show(overlay: ImageBitmap | null): void {
    this.overlay?.close();
    this.overlay = overlay;
  }
}

function addBand(
  count: LevelCount,
  picture: OffscreenCanvasRenderingContext2D,
  matte: OffscreenCanvasRenderingContext2D,
  top: number,
  painted: Painted
): void {
  const { width, height } = picture.canvas;
  const rows = Math.min(BAND_ROWS, height - top);
  const band = picture.getImageData(0, top, width, rows, { colorSpace: 'srgb' });
  count.add(band.data, matte.getImageData(0, top, width, rows, { colorSpace: 'srgb' }).data, painted);
  picture.putImageData(band, 0, top);
}
