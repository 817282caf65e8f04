import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import type { Found } from '../../../src/lib/domain/document/edits/cutout.ts';
import { planRender } from '../../../src/lib/domain/render/plan.ts';
import { DEFAULT_MODEL } from '../../../src/lib/pipeline/models.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { stageGestures } from '../../../src/lib/ui/editor/gestures.ts';
import { fakeStudio, model, type FakeStudio } from './fake-studio.ts';

export const PHOTO = { width: 400, height: 300 };
const MODELS = [model(DEFAULT_MODEL, true)];
const BOX = { x: 100, y: 50, width: 200, height: 200 };

/** What a model found in a photo: each photo has a matte of its own. */
export const foundIn = (id: string): Found => ({
  matte: { sha256: id.repeat(64), bytes: 1, type: 'image/png' },
  doubt: null,
  model: DEFAULT_MODEL,
  confidence: 0.9,
  ask: { prompt: { box: null, include: [], exclude: [], text: null }, holes: 'auto', pick: null }
});

/** A project of photos that are named by one letter each. */
async function projectOf({ store }: FakeStudio, ids: readonly string[]): Promise<Project> {
  const source = await store.putBlob(new Blob(['photo'], { type: 'image/jpeg' }));
  return ids.reduce(
    (project, id) => addPhoto(project, { id, name: `${id}.jpg`, source, size: PHOTO }),
    startProject('p')
  );
}

/** A desk on a project, whose files go nowhere. */
export const deskOn = (studio: Studio, project: Project): EditorDesk =>
  new EditorDesk(studio, { project, revision: 0 }, { onsave: () => {}, onrendered: () => {} });

/** A desk with photos that are cut out, on a stage of a photo's size. @param ids a letter each; default one, `a` */
export async function deskOf(
  ids: readonly string[] = ['a'],
  studio = fakeStudio(MODELS)
): Promise<EditorDesk> {
  const desk = deskOn(studio, await projectOf(studio, ids));
  for (const id of ids) desk.session.setFound(id, foundIn(id));
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
  const dragWith = (more: PointerEventInit, ...points: readonly (readonly [number, number])[]) => {
    points.forEach(([x, y], index) => send(index === 0 ? 'pointerdown' : 'pointermove', x, y, more));
    const [x, y] = points.at(-1)!;
    send('pointerup', x, y, more);
  };
  const drag = (...points: readonly (readonly [number, number])[]) => dragWith({}, ...points);
  return { send, drag, dragWith };
}
