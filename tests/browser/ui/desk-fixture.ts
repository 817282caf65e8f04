import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import type { Found } from '../../../src/lib/domain/document/edits/cutout.ts';
import { planRender } from '../../../src/lib/domain/render/plan.ts';
import { DEFAULT_MODEL } from '../../../src/lib/pipeline/models.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { stageGestures } from '../../../src/lib/ui/editor/gestures.ts';
import { fakeStudio, model } from './fake-studio.ts';

export const PHOTO = { width: 400, height: 300 };
const BOX = { x: 100, y: 50, width: 200, height: 200 };

const FOUND: Found = {
  matte: { sha256: 'a'.repeat(64), bytes: 1, type: 'image/png' },
  doubt: null,
  model: DEFAULT_MODEL,
  confidence: 0.9,
  ask: { prompt: { box: null, include: [], exclude: [], text: null }, holes: 'auto', pick: null }
};

/** A desk with one photo that is cut out, on a stage of the photo's size. */
export async function deskOf(): Promise<EditorDesk> {
  const studio = fakeStudio([model(DEFAULT_MODEL, true)]);
  const source = await studio.store.putBlob(new Blob(['photo'], { type: 'image/jpeg' }));
  const project = addPhoto(startProject('p'), { id: 'a', name: 'a.jpg', source, size: PHOTO });
  const desk = new EditorDesk(studio, { project, revision: 0 }, { onsave: () => {}, onrendered: () => {} });
  desk.session.setFound('a', FOUND);
  desk.view.stage = PHOTO;
  return desk;
}

/** Lays the photo out in the frame of its output, as the preview would. */
export function layOut(desk: EditorDesk): void {
  const { photo, output } = { photo: desk.session.photo!, output: desk.output };
  const { channel, role } = output.choice;
  const hull = [
    { x: BOX.x, y: BOX.y },
    { x: BOX.x + BOX.width, y: BOX.y },
    { x: BOX.x + BOX.width, y: BOX.y + BOX.height },
    { x: BOX.x, y: BOX.y + BOX.height }
  ];
  const plan = planRender(photo, channel, role, { ...PHOTO, box: BOX, hull, mass: null });
  desk.live.picture = { photo, key: output.key, plan, isTransparent: false, side: 400 };
}

/** A stage under pointer events, at 0,0 of the page. */
export function stageOf(desk: EditorDesk) {
  const stage = document.createElement('div');
  const side = (length: number) => `${length}px`;
  Object.assign(stage.style, {
    position: 'fixed',
    left: '0px',
    top: '0px',
    width: side(PHOTO.width),
    height: side(PHOTO.height)
  });
  stage.setPointerCapture = () => {};
  document.body.append(stage);
  stageGestures(desk.view, () => desk.tools.gesture)(stage);
  const send = (type: string, x: number, y: number, more: PointerEventInit = {}) =>
    stage.dispatchEvent(
      new PointerEvent(type, {
        clientX: x,
        clientY: y,
        pointerId: 1,
        pointerType: 'mouse',
        bubbles: true,
        ...more
      })
    );
  const drag = (...points: readonly (readonly [number, number])[]) => {
    points.forEach(([x, y], index) => send(index === 0 ? 'pointerdown' : 'pointermove', x, y));
    const [x, y] = points.at(-1)!;
    send('pointerup', x, y);
  };
  return { send, drag };
}
