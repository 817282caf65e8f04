import { findRole } from '../../domain/channels/index.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import { variantKey } from '../../domain/document/resolve.ts';
import { isRenderable, planRender, type RenderPlan } from '../../domain/render/plan.ts';
import type { RenderTarget } from '../../pipeline/export.ts';
import { previewPhoto, type Preview } from '../../pipeline/preview.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { isSameIn } from './outputs.ts';

/** Long side of the pictures that are made while something changes, px: the largest that is quick enough. */
const SIDES = [1600, 1200, 800, 560] as const;
/** A picture that took longer than this makes the next one of the gesture smaller, ms. */
const SLOW_MS = 90;
/** A document that has not changed for this long is shown as large as the stage is. */
const REST_MS = 250;
/** What is painted for longer than this is told; anything quicker would only flicker, ms. */
export const LATE_MS = 300;

/** A picture on the stage, of just this document. */
export interface LivePicture {
  readonly photo: Photo;
  readonly key: VariantKey;
  /** Of the whole file that it stands for: its px are the file's. */
  readonly plan: RenderPlan;
  /** Nothing is behind the product. */
  readonly isTransparent: boolean;
  /** Long side of what was painted, px. */
  readonly side: number;
}

interface Wanted {
  readonly photo: Photo;
  readonly project: Project;
  readonly target: RenderTarget;
  /** Long side that the stage can show, device px. */
  readonly side: number;
}

const keyOf = ({ channel, role, locale }: RenderTarget): VariantKey => variantKey(channel, role, locale);

/**
 * The picture as it will be, made anew with every change. While one is painted only the newest wish is kept, and what
 * is on screen stays until its successor is there.
 */
export class Live {
  readonly #studio: Studio;
  #surface: ImageBitmapRenderingContext | null = null;
  /** Whose scale the picture has. */
  #painted: Project | null = null;
  #wanted: Wanted | null = null;
  #last: Wanted | null = null;
  #isPainting = false;
  #step = 0;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  picture = $state.raw<LivePicture | null>(null);
  /** What is on screen is of an older document, and its successor takes a while. */
  isLate = $state(false);

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Attachment of the canvas that shows it. */
  readonly surface = (canvas: HTMLCanvasElement) => {
    this.#surface = canvas.getContext('bitmaprenderer');
    // What an earlier canvas showed is gone with it.
    this.picture = null;
    if (this.#last) this.#want(this.#last);
    return () => {
      this.#surface = null;
      this.picture = null;
    };
  };

  /** The canvas that shows it, as it was last painted; null where it is not on screen. */
  get canvas(): HTMLCanvasElement | null {
    return this.picture && ((this.#surface?.canvas as HTMLCanvasElement | undefined) ?? null);
  }

  /** Whether the picture is made of just this document. */
  isOf(photo: Photo | undefined, target: RenderTarget): boolean {
    const key = keyOf(target);
    return this.picture?.key === key && isSameIn(key, this.picture.photo, photo ?? null);
  }

  /** Shows a document; nothing where it can be none yet. */
  show(project: Project, photo: Photo | undefined, target: RenderTarget, side: number): void {
    const isOther = this.picture?.photo.id !== photo?.id || this.picture?.key !== keyOf(target);
    if (isOther) this.picture = null;
    if (!photo || !isRenderable(photo, keyOf(target))) {
      this.#wanted = this.#last = null;
      this.picture = null;
      return;
    }
    this.#last = { project, photo, target, side };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.rest(), REST_MS);
    if (this.#isEnough(this.#last)) this.#wanted = null;
    else this.#want(this.#last);
  }

  /** The gesture is over: what comes next may take its time. */
  rest(): void {
    this.#step = 0;
    if (this.#last && !this.#isEnough(this.#last)) this.#want(this.#last);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#wanted = this.#last = null;
  }

  #sideFor({ side }: Wanted): number {
    return Math.min(side, SIDES[this.#step] ?? SIDES[0]);
  }

  #isEnough(wanted: Wanted): boolean {
    const isLarge = (this.picture?.side ?? 0) >= this.#sideFor(wanted);
    return isLarge && this.isOf(wanted.photo, wanted.target) && isScaledAlike(this.#painted, wanted.project);
  }

  #want(wanted: Wanted): void {
    this.#wanted = wanted;
    if (!this.#isPainting) void this.#paintAll();
  }

  async #paintAll(): Promise<void> {
    this.#isPainting = true;
    while (this.#wanted) {
      const wanted = this.#wanted;
      this.#wanted = null;
      await this.#timed(wanted);
    }
    this.#isPainting = this.isLate = false;
  }

  /** Once late, it is so until a quick picture or the last one: pictures of a drag come one after the other. */
  async #timed(wanted: Wanted): Promise<void> {
    const { photo, target } = wanted;
    let isSlow = false;
    const timer = setTimeout(() => {
      isSlow = true;
      this.isLate = !this.#isClosed && !this.isOf(photo, target);
    }, LATE_MS);
    // A picture that cannot be made cannot be a file either: `Output` says so.
    await this.#paint(wanted).catch(() => {});
    clearTimeout(timer);
    if (!isSlow) this.isLate = false;
  }

  async #paint(wanted: Wanted): Promise<void> {
    const { project, photo, target } = wanted;
    const side = this.#sideFor(wanted);
    const started = performance.now();
    const made = await previewPhoto(this.#studio, photo, target, { project, maxSide: side });
    const { bitmap, plan } = made;
    const isSlow = this.picture !== null && performance.now() - started > SLOW_MS;
    if (isSlow) this.#step = Math.min(this.#step + 1, SIDES.length - 1);
    if (!this.#surface || this.#isClosed || !this.#isWanted(wanted)) return bitmap.close();
    const { canvas } = this.#surface;
    // Who reads the canvas (the loupe, the light under a new note) goes by its size, which no transfer changes.
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height)
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
    this.#surface.transferFromImageBitmap(bitmap);
    const { isTransparent } = plan;
    this.#painted = project;
    this.picture = {
      photo,
      key: keyOf(target),
      plan: wholePlan(this.#studio, wanted, made),
      isTransparent,
      side
    };
  }

  /** Of another photo or output nothing is shown any more. */
  #isWanted({ photo, target }: Wanted): boolean {
    return this.#last?.photo.id === photo.id && this.#last.target === target;
  }
}

/** Whether photos have the same scale in two documents: where they share one, another's change may change it. */
const isScaledAlike = (a: Project | null, b: Project): boolean =>
  a === b || [a, b].every((project) => (project?.choices?.scale ?? 'each') === 'each');

/** The plan of the file itself: a preview's frame is smaller. */
function wholePlan(
  { rules }: Studio,
  { photo, target }: Wanted,
  { layer, peers }: Pick<Preview, 'layer' | 'peers'>
): RenderPlan {
  const channel = rules.channel(target.channel);
  const { locale, longSide, ratio } = target;
  return planRender(photo, channel, findRole(channel, target.role), layer, {
    locale,
    longSide,
    ratio,
    peers
  });
}
