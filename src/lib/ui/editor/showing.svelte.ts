import type { Photo } from '../../domain/document/document.ts';
import type { AdjustEdit } from '../../domain/document/edits/adjust.ts';
import { autoAdjust } from '../../pipeline/adjust.ts';
import { showsOwnShadow } from '../../pipeline/own-shadow.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { laidBy, type Laid } from './laid.ts';
import { Checking } from '../compliance/checking.ts';
import { CloseUp } from '../compliance/close-up.svelte.ts';
import { Verdicts } from '../compliance/verdicts.svelte.ts';
import { Live } from './live.svelte.ts';
import { Output } from './output.svelte.ts';
import type { EditorSession } from './session.svelte.ts';
import { Miniatures } from './miniatures.svelte.ts';
import { Pictures } from './pictures.svelte.ts';
import type { Viewport } from './viewport.svelte.ts';
import { Exposure } from './views/exposure.svelte.ts';

/** A stage that has not been measured yet still gets a picture, px. */
const LEAST_SIDE = 400;
/** Sides grow in steps of this: zooming asks for a few pictures, not for one a frame. */
const SIDE_STEP = 400;
/** 56 CSS px on a sharp screen. */
const MINIATURE_SIDE = 160;

/** All pictures of the photo that is looked at: as taken, as it will be, and as the finished file. */
export class Showing {
  readonly #studio: Studio;
  readonly output: Output;
  readonly live: Live;
  readonly pictures: Pictures;
  readonly exposure = new Exposure();
  /** Of every output, for the strip. */
  readonly miniatures: Miniatures;
  /** On every output's file as it would leave. */
  readonly verdicts: Verdicts;
  readonly checking: Checking;
  readonly closeUp: CloseUp;

  constructor(studio: Studio, session: EditorSession) {
    this.#studio = studio;
    this.output = new Output(studio, session.choosing);
    this.live = new Live(studio);
    this.pictures = new Pictures(studio);
    this.miniatures = new Miniatures(studio, MINIATURE_SIDE);
    this.verdicts = new Verdicts(studio);
    this.checking = new Checking(studio, session);
    this.closeUp = new CloseUp(this.checking);
  }

  /** What is on the stage: the file where it is of this document, else the picture as it will be, else the last file. */
  laid(photo: Photo | undefined): Laid | null {
    const { live, output } = this;
    if (output.isOf(photo)) return output.file;
    return live.picture ? laidBy(live.picture.plan) : output.file;
  }

  /** Long side of the picture as the stage shows it, device px. */
  side({ rect }: Viewport): number {
    const seen = Math.max(rect.width, rect.height) * devicePixelRatio;
    return Math.max(LEAST_SIDE, SIDE_STEP * Math.ceil(seen / SIDE_STEP));
  }

  /** @throws as `autoAdjust` of the pipeline */
  autoAdjust(photo: Photo): Promise<AdjustEdit> {
    return autoAdjust(this.#studio, photo);
  }

  /** Whether the photo's own shadow can be seen in the output that is looked at. @throws as `showsOwnShadow` */
  hasOwnShadow(photo: Photo, signal: AbortSignal): Promise<boolean> {
    return showsOwnShadow(this.#studio, photo, this.output.target, signal);
  }

  close(): void {
    this.output.stop();
    this.live.close();
    this.pictures.close();
    this.exposure.forget();
    this.miniatures.close();
    this.verdicts.stop();
    this.closeUp.clear();
  }
}
