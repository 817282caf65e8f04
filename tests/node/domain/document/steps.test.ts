import { describe, expect, it } from 'vitest';
import {
  addPhoto,
  createProject,
  setCorrection,
  setEdits
} from '../../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../../src/lib/domain/document/document.ts';
import type { Stroke } from '../../../../src/lib/domain/document/edits/cutout.ts';
import { record, startHistory, type History } from '../../../../src/lib/domain/document/history.ts';
import {
  documentReader,
  readSteps,
  sharedSteps,
  writeSteps
} from '../../../../src/lib/domain/document/steps.ts';
import { blob, cutoutEdit, newPhoto } from '../samples.ts';

const photos = (count: number): Project =>
  Array.from({ length: count }, (_, index) => `photo ${index}`).reduce(
    (project, id) => addPhoto(project, newPhoto(id, { edits: { ...newEdits(), cutout: cutoutEdit('2') } })),
    createProject({ id: 'p', name: 'Fifty', channels: ['amazon'] })
  );
const newEdits = () =>
  addPhoto(createProject({ id: 'x', name: '', channels: [] }), newPhoto('y')).photos[0]!.edits;

const stroke = (seed: number): Stroke => ({
  kind: 'keep',
  points: Array.from({ length: 200 }, (_, index) => seed * 1000 + index + 0.25),
  radius: 12,
  hardness: 0.5,
  snap: false
});

/** A hundred strokes on the photos in turn, a step each. */
function painted(count: number): History<Project> {
  let history = startHistory(photos(count));
  for (let step = 0; step < 100; step++) {
    const { present } = history;
    const { id, edits } = present.photos[step % count]!;
    const strokes = [...edits.cutout.correction.strokes, stroke(step)];
    history = record(history, setCorrection(present, id, { strokes }));
  }
  return history;
}

const back = (text: string) => {
  const { past, future } = readSteps(text);
  const read = documentReader();
  return sharedSteps({ past: past.map(read), future: future.map(read) });
};

describe('steps on disk', () => {
  it('come back equal', () => {
    const { past, future } = painted(3);
    expect(back(writeSteps({ past, future }))).toEqual({ past, future });
  });

  it('cost what they changed: a hundred strokes over fifty photos are a few strokes’ worth, not 5,000 photos', () => {
    const { past, future } = painted(50);
    const text = writeSteps({ past, future });
    const plain = JSON.stringify({ past, future });
    expect(text.length).toBeLessThan(400_000);
    expect(plain.length / text.length).toBeGreaterThan(20);
  });

  it('read back, what was shared is shared again, and costs no more when it is written again', () => {
    const { past, future } = painted(3);
    const text = writeSteps({ past, future });
    const read = back(text);
    expect(writeSteps(read).length / text.length).toBeCloseTo(1, 2);
    const [first, second] = read.past.slice(-2);
    expect(second!.photos[0]).toBe(first!.photos[0]);
    expect(read.past[98]!.photos[0]!.edits.cutout.correction.strokes[0]).toBe(
      read.past[9]!.photos[0]!.edits.cutout.correction.strokes[0]
    );
  });

  it('too many for the space: the farthest go, the nearest stay', () => {
    const all = Array.from({ length: 40 }, (_, index) => ({ ...photos(1), name: `${index} `.repeat(300) }));
    const [past, future] = [all.slice(0, 20), all.slice(20)];
    const whole = writeSteps({ past, future });
    const text = writeSteps({ past, future }, whole.length * 0.6);
    expect(text.length).toBeLessThan(whole.length * 0.61);
    const kept = back(text);
    const names = (steps: readonly { name: string }[]) => steps.map(({ name }) => name);
    expect(kept.past.length + kept.future.length).toBeGreaterThan((past.length + future.length) / 2);
    expect(names(kept.past)).toEqual(names(past.slice(-kept.past.length)));
    expect(names(kept.future)).toEqual(names(future.slice(0, kept.future.length)));
    expect(kept.future.length).toBeGreaterThan(0);
    expect(back(writeSteps({ past, future }, 10))).toEqual({ past: [], future: [] });
  });

  it('name every blob that undo needs', () => {
    const project = photos(1);
    const cut = setEdits(project, 'photo 0', { cutout: cutoutEdit('7') });
    expect(writeSteps({ past: [cut], future: [] })).toContain(`"${blob('7').sha256}"`);
  });

  it.each([
    ['no JSON', '{'],
    ['another form', '{"form":2,"rows":[],"past":[],"future":[]}'],
    ['a row that names a later one', '{"form":1,"rows":[[0,[1]],[0]],"past":[0],"future":[]}'],
    ['a row that names itself', '{"form":1,"rows":[[0,[0]]],"past":[0],"future":[]}'],
    ['a step that is not there', '{"form":1,"rows":[],"past":[0],"future":[]}'],
    ['a cell of no kind', '{"form":1,"rows":[[0,{"length":1}]],"past":[0],"future":[]}']
  ])('%s is refused', (_, text) => {
    expect(() => readSteps(text)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('a step that is no project is refused', () => {
    const read = documentReader();
    expect(() => read({ version: 1 })).toThrow(expect.objectContaining({ code: 'bad-request' }));
    const [photo] = photos(1).photos;
    expect(() => read({ ...photos(1), photos: [photo, photo] })).toThrow(
      expect.objectContaining({ code: 'bad-request' })
    );
    expect(() => read({ ...photos(1), version: 99 })).toThrow(expect.objectContaining({ code: 'version' }));
  });

  it('a key that would reach a prototype is only a key', () => {
    const { past } = readSteps('{"form":1,"rows":[[1,"x",1],[1,"__proto__",[0]]],"past":[1],"future":[]}');
    expect(Object.getPrototypeOf(past[0])).toBe(Object.prototype);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});
