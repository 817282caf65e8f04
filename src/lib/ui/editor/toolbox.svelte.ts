import {
  IDENTITY_CORRECTION,
  MAX_EDGE_PX,
  MAX_POINTS,
  MAX_STROKES,
  NO_PROMPT,
  type Ask,
  type Correction,
  type Prompt
} from '../../domain/document/edits/cutout.ts';
import type { Photo } from '../../domain/document/document.ts';
import type { Point, Size } from '../../domain/pixels.ts';
import { turnedSize } from '../../domain/render/crop.ts';
import { inverse, moved } from '../../domain/render/matrix.ts';
import type { Studio } from '../../pipeline/studio.ts';
import { m } from '../../paraglide/messages.js';
import { notices } from '../shared/notices.svelte.ts';
import { number } from '../shared/numbers.ts';
import { Balancing } from './adjust/balancing.svelte.ts';
import type { Bench } from './bench.ts';
import { Painting } from './brush/painting.svelte.ts';
import { Cropping } from './crop/cropping.svelte.ts';
import { croppingOn } from './crop/on-bench.ts';
import { Shifting } from './frame/shifting.svelte.ts';
import { Annotating } from './notes/annotating.svelte.ts';
import { annotatingOn } from './notes/on-bench.ts';
import { Naming } from './panels/naming.svelte.ts';
import { photoMap, toSource, type PhotoMap } from './photo-map.ts';
import { Picking } from './pick/picking.svelte.ts';
import type { ToolGesture } from './tool-gesture.ts';
import { worksOnPhoto, type ToolId } from './tools.svelte.ts';
import type { ViewMode } from './viewport.svelte.ts';

const NOWHERE: Size = { width: 1, height: 1 };

/** The tools of the rail and which of them is in the hand. */
export class Toolbox {
  readonly #bench: Bench;
  readonly painting: Painting;
  readonly picking: Picking;
  readonly naming: Naming;
  readonly cropping: Cropping;
  readonly annotating: Annotating;
  readonly balancing: Balancing;
  readonly shifting: Shifting;
  #active = $state<ToolId>('cutout');

  constructor(studio: Studio, bench: Bench) {
    this.#bench = bench;
    this.painting = new Painting({
      map: () => this.map,
      count: () => this.correction.strokes.length,
      onstrokes: (strokes) => this.correct({ strokes: [...this.correction.strokes, ...strokes] }),
      onfull: () =>
        notices.say({ id: 'full', tone: 'info', title: m.strokes_full({ limit: number(MAX_STROKES) }) })
    });
    this.picking = new Picking({
      map: () => this.map,
      size: () => this.photo?.size ?? NOWHERE,
      prompt: () => this.prompt,
      onprompt: (prompt, gesture) => this.ask({ prompt }, gesture),
      onfull: () =>
        notices.say({ id: 'full', tone: 'info', title: m.points_full({ limit: number(MAX_POINTS) }) })
    });
    this.balancing = new Balancing({
      toPhoto: (at) => this.toPhoto(at),
      source: () => this.#source,
      adjust: () => bench.session.edits?.adjust,
      onadjust: (adjust) => bench.session.setEdit('adjust', adjust)
    });
    this.shifting = new Shifting({
      frame: () => bench.session.edits?.frame,
      plan: () => bench.live.picture?.plan ?? null,
      scale: () => bench.view.scale,
      onframe: (frame, gesture) => bench.session.setEdit('frame', frame, gesture),
      onend: () => bench.endGesture()
    });
    this.naming = new Naming(studio, (prompt) => this.ask({ prompt }));
    this.cropping = new Cropping(croppingOn(bench, () => this.map));
    this.annotating = new Annotating(annotatingOn(bench, () => this.isOnPhoto));
  }

  get active(): ToolId {
    return this.#active;
  }

  /** The photo as the document has it. */
  get photo(): Photo | undefined {
    return this.#bench.session.photo;
  }

  get prompt(): Prompt {
    return this.photo?.edits.cutout.ask.prompt ?? NO_PROMPT;
  }

  get correction(): Correction {
    return this.photo?.edits.cutout.correction ?? IDENTITY_CORRECTION;
  }

  /** The stage shows the photo itself, not the frame it ends up in. */
  get isOnPhoto(): boolean {
    return worksOnPhoto(this.#active);
  }

  /** Size of what the stage shows while a tool works on the photo itself, px: turned for the crop. */
  get plane(): Size {
    const size = this.photo?.size ?? NOWHERE;
    return this.#active === 'crop' ? turnedSize(this.cropping.crop, size) : size;
  }

  /** Ways of looking that this tool and this photo have. */
  get modes(): readonly ViewMode[] {
    if (this.#active === 'crop') return [];
    const hasDoubt = this.#bench.photo?.edits.cutout.found?.doubt != null;
    return (['split', 'mask', 'alpha', 'doubt', 'white'] as const).filter(
      (mode) => (mode !== 'doubt' || hasDoubt) && (mode !== 'white' || !this.isOnPhoto)
    );
  }

  /** What is seen: as chosen, where that exists here. */
  get mode(): ViewMode {
    const { mode } = this.#bench.view;
    return this.modes.includes(mode) ? mode : 'split';
  }

  /** What a pointer on the stage does; null = it moves the picture. */
  get gesture(): ToolGesture | null {
    if (this.#active === 'pick') return this.picking;
    if (this.#active === 'crop') return this.cropping;
    if (this.#active === 'notes') return this.annotating;
    if (this.#active === 'adjust' && this.balancing.isOn) return this.balancing;
    if (this.#active === 'frame' && this.photo?.edits.cutout.found) return this.shifting;
    return this.#active === 'brush' && this.photo?.edits.cutout.found ? this.painting : null;
  }

  get #source() {
    const [bitmap, size] = [this.#bench.pictures.source, this.photo?.size];
    return bitmap && size ? { bitmap, size } : null;
  }

  get map(): PhotoMap {
    const { view, laid } = this.#bench;
    return photoMap(view.rect, view.picture, this.isOnPhoto ? null : (laid?.placement ?? null));
  }

  /** The photo's point in the middle of the stage, source px. */
  get middle(): Point {
    const { stage } = this.#bench.view;
    return this.toPhoto({ x: stage.width / 2, y: stage.height / 2 });
  }

  /** Stage (CSS px) → photo (source px), also where it is turned and cut. */
  toPhoto({ x, y }: Point): Point {
    const { view, laid } = this.#bench;
    if (this.isOnPhoto || !laid) return toSource(this.map, { x, y });
    const { rect, scale } = view;
    return moved(inverse(laid.matrix), { x: (x - rect.x) / scale, y: (y - rect.y) / scale });
  }

  /** Largest value of the edge's sliders for this photo, px. */
  get edgeLimit(): number {
    const { width, height } = this.photo?.size ?? NOWHERE;
    return Math.min(MAX_EDGE_PX, Math.max(8, Math.round(Math.max(width, height) / 50)));
  }

  /** Takes a tool into the hand. A picture that is zoomed into stays where it is. */
  choose(tool: ToolId): void {
    this.cancel();
    const { view, session } = this.#bench;
    if (session.isReadOnly && tool !== 'cutout') return;
    const { middle, map, isOnPhoto } = this;
    // The crop's plane is another picture: turned, and never in a frame.
    if ([this.#active, tool].includes('crop')) view.fit();
    const wasFitted = view.isFitted;
    this.#active = tool;
    if (tool === 'brush') this.painting.suit(Math.max(...Object.values(this.photo?.size ?? NOWHERE)));
    if (wasFitted || isOnPhoto === this.isOnPhoto) return;
    const laid = this.isOnPhoto ? null : this.#bench.laid;
    view.show(laid ? moved(laid.matrix, middle) : middle, map.scale / (laid?.placement.scale ?? 1));
  }

  /** Asks for another cutout; a candidate was one of the old question's. */
  ask(patch: Partial<Ask>, gesture?: string): void {
    const { photo } = this;
    if (photo) this.#bench.session.setAsk(photo.id, { pick: null, ...patch }, gesture);
  }

  correct(patch: Partial<Correction>, gesture?: string): void {
    const { photo } = this;
    if (photo) this.#bench.session.setCorrection(photo.id, patch, gesture);
  }

  /** Takes back what is being drawn, or stops looking for things; false where nothing was. */
  cancel(): boolean {
    const { painting, picking, balancing, cropping, annotating } = this;
    const isDrawing = [painting, picking, balancing, cropping, annotating].map((tool) => tool.cancel());
    return isDrawing.some(Boolean) || this.naming.stop();
  }
}
