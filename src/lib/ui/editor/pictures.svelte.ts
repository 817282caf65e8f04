import type { Photo } from '../../domain/document/document.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { layerOf } from '../../domain/render/plan.ts';
import { mattePreview, sourcePreview } from '../../pipeline/preview.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { deltaMap } from '../compliance/delta-map.ts';
import type { ViewMode } from './viewport.svelte.ts';
import { whiteMap } from './white-map.ts';

/** Enough for a 2000-px output at 200 %; a phone has less memory and a smaller screen. */
const SOURCE_SIDE = matchMedia('(pointer: coarse)').matches ? 1600 : 2560;

/** A photo's matte as it stands, and how many of its strokes are in it. */
export interface ShownMatte {
  readonly bitmap: ImageBitmap;
  readonly strokes: number;
}

/** The pixels on the stage: the photo as taken, its matte, the decoded result, its white view. Closes what it replaces. */
export class Pictures {
  readonly #studio: Studio;
  #sourceOf = '';
  #matteOf = '';
  #doubtOf = '';
  #resultOf: Blob | null = null;
  #whiteOf: Blob | null = null;
  #deltaOf: Blob | null = null;
  source = $state.raw<ImageBitmap | null>(null);
  matte = $state.raw<ShownMatte | null>(null);
  /** Where the matte may be wrong, grey. */
  doubt = $state.raw<ImageBitmap | null>(null);
  result = $state.raw<ImageBitmap | null>(null);
  white = $state.raw<ImageBitmap | null>(null);
  /** How far the product's colours lie from the photo's. */
  delta = $state.raw<ImageBitmap | null>(null);
  /** Why the photo itself cannot be shown. */
  problem = $state.raw<PackshotError | null>(null);

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Brings what is looked at in this mode onto the stage. @param hasMatte the matte is needed besides */
  show(photo: Photo | undefined, file: RenderedFile | null, mode: ViewMode, hasMatte: boolean): void {
    const shown = [this.showSource(photo), this.showResult(file)];
    if (mode === 'mask' || mode === 'alpha' || hasMatte) shown.push(this.showMatte(photo));
    if (mode === 'doubt') shown.push(this.showDoubt(photo));
    if (mode === 'white') shown.push(this.showWhite(file, photo));
    // Of what is derived from the photo, what cannot be decoded here fails in `Output` too, which says so.
    void Promise.allSettled(shown);
  }

  async showSource(photo: Photo | undefined): Promise<void> {
    const key = photo?.id ?? '';
    if (key === this.#sourceOf) return;
    this.#sourceOf = key;
    this.source = replaced(this.source, null);
    this.problem = null;
    if (!photo) return;
    try {
      const bitmap = await sourcePreview(this.#studio, photo, SOURCE_SIDE);
      if (this.#sourceOf === key) this.source = replaced(this.source, bitmap);
      else bitmap.close();
    } catch (error) {
      if (this.#sourceOf === key) this.problem = asPackshotError(error, 'decode-failed');
    }
  }

  /** The matte with a person's corrections. What is shown stays until its successor is there. */
  async showMatte(photo: Photo | undefined): Promise<void> {
    const key = photo?.edits.cutout.found ? layerOf(photo).key : '';
    if (key === this.#matteOf) return;
    this.#matteOf = key;
    const bitmap = photo && key ? await mattePreview(this.#studio, photo) : null;
    if (this.#matteOf !== key) return bitmap?.close();
    const old = this.matte;
    const strokes = photo?.edits.cutout.correction.strokes.length ?? 0;
    this.matte = bitmap && { bitmap, strokes };
    old?.bitmap.close();
  }

  async showDoubt(photo: Photo | undefined): Promise<void> {
    const ref = photo?.edits.cutout.found?.doubt ?? null;
    const key = ref?.sha256 ?? '';
    if (key === this.#doubtOf) return;
    this.#doubtOf = key;
    const bitmap = ref && (await createImageBitmap(await this.#studio.store.getBlob(ref)));
    if (this.#doubtOf === key) this.doubt = replaced(this.doubt, bitmap);
    else bitmap?.close();
  }

  async showResult(file: RenderedFile | null): Promise<void> {
    const blob = file?.blob ?? null;
    if (blob === this.#resultOf) return;
    this.#resultOf = blob;
    const bitmap = blob && (await createImageBitmap(blob));
    if (this.#resultOf === blob) this.result = replaced(this.result, bitmap);
    else bitmap?.close();
  }

  /** Works out the white view of `file`; only when somebody looks at it. */
  async showWhite(file: RenderedFile | null, photo: Photo | undefined): Promise<void> {
    const blob = file?.blob ?? null;
    if (blob === this.#whiteOf) return;
    this.#whiteOf = blob;
    await this.showMatte(photo);
    const bitmap = file && photo ? await whiteMap(file, this.matte?.bitmap ?? null, photo.size) : null;
    if (this.#whiteOf === blob) this.white = replaced(this.white, bitmap);
    else bitmap?.close();
  }

  /** Works out the ΔE map of `file`; only when somebody looks at it. */
  async showDelta(file: RenderedFile, photo: Photo): Promise<void> {
    const { blob } = file;
    if (blob === this.#deltaOf) return;
    this.#deltaOf = blob;
    await Promise.all([this.showMatte(photo), this.showSource(photo)]);
    const { source } = this;
    const bitmap = source && (await deltaMap(file, source, this.matte?.bitmap ?? null, photo.size));
    if (this.#deltaOf === blob) this.delta = replaced(this.delta, bitmap);
    else bitmap?.close();
  }

  close(): void {
    this.#sourceOf = this.#matteOf = this.#doubtOf = 'closed';
    this.#resultOf = this.#whiteOf = this.#deltaOf = null;
    for (const bitmap of [this.source, this.matte?.bitmap, this.doubt, this.result, this.white, this.delta])
      bitmap?.close();
  }
}

function replaced(old: ImageBitmap | null, next: ImageBitmap | null): ImageBitmap | null {
  old?.close();
  return next;
}
