import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import {
  addPhoto,
  findPhoto,
  setEdits,
  setFound,
  setPolicy,
  setProduct
} from '../../../src/lib/domain/document/change.ts';
import { IDENTITY_FRAME } from '../../../src/lib/domain/document/edits/frame.ts';
import { cutoutPhoto } from '../../../src/lib/pipeline/cutout.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { batchingOf, type Batching } from '../../../src/lib/ui/batch/batching.svelte.ts';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import ReviewView from '../../../src/lib/ui/review/ReviewView.svelte';
import { boxes, stubStudio } from '../pipeline/pictures.ts';
import { deskOn } from './desk-fixture.ts';

/* Three photos of one product, none of which its model was sure of; the first lies too small in its frame as well. */

const LONG = { timeout: 30_000 };
let studio: Studio;
let desk: EditorDesk;
let batching: Batching;

beforeEach(async () => {
  studio = await stubStudio();
  let project = setProduct(startProject('Review'), 'mug', { sku: 'MUG' });
  project = setPolicy({ ...project, channels: ['amazon'] }, { autoFix: 'none' });
  for (const [at, name] of ['B0C4TR311X.png', 'two.png', 'three.png'].entries()) {
    const file = await boxes(name, [[225 + at, 150, 450, 300]]);
    project = addPhoto(project, { ...(await importPhoto(studio, file)), id: `${at}`, productId: 'mug' });
    const { found } = await cutoutPhoto(studio, findPhoto(project, `${at}`), { effort: 'fast' });
    project = setFound(project, `${at}`, { ...found, confidence: 0.3 });
  }
  project = setEdits(project, '0', { frame: { ...IDENTITY_FRAME, fill: 0.4 } });
  desk = deskOn(studio, project);
  batching = batchingOf(studio, desk.session);
  const batch = await batching.opened();
  await batch.add({ channels: [studio.rules.channel('amazon')] });
  await batch.start({ effort: 'fast' });
  batching.snapshot = batch.snapshot;
}, 60_000);
afterEach(() => {
  desk.close();
  studio.close();
});

const press = (key: string) =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

/** The review on screen, once the file that it begins with is there. */
async function review() {
  const onopen = vi.fn();
  const { container } = await render(ReviewView, { desk, embedded: false, onclose: () => {}, onopen });
  const place = () => container.querySelector('[role=status]')?.textContent;
  const button = (key: string) => container.querySelector<HTMLButtonElement>(`[aria-keyshortcuts="${key}"]`);
  await expect.poll(() => button('a')?.title !== undefined && button('f')?.disabled, LONG).toBe(false);
  return { container, place, button, onopen };
}
const photo = (id: string) => findPhoto(desk.session.project, id);
const jobs = () => batching.snapshot?.jobs.map(({ photo: of, state }) => `${of} ${state}`) ?? [];

test('F answers the doubts by edits, in one step of undo, and the file is made again', LONG, async () => {
  const { place } = await review();
  expect(place()).toBe('1 / 3');
  const before = photo('0');
  press('f');
  await expect.poll(() => photo('0') === before).toBe(false);
  expect(photo('0').variants['amazon/main'] ?? photo('0').edits).not.toEqual(before.edits);
  await expect.poll(place).toMatch(/\/ 2$/);
  desk.session.undo();
  expect(photo('0')).toEqual(before);
});

test('S leaves a file in doubt and goes on; E opens its photo', LONG, async () => {
  const { place, onopen } = await review();
  press('s');
  await expect.poll(place).toBe('2 / 3');
  expect(desk.session.canUndo).toBe(false);
  press('e');
  expect(onopen).toHaveBeenCalledWith('1');
});

test('C shows the file made another way, which A then takes', LONG, async () => {
  const { button, place } = await review();
  const before = photo('0');
  press('c');
  await expect.poll(() => photo('0') === before, LONG).toBe(false);
  await expect.poll(() => button('a')?.textContent, LONG).toContain('Take');
  await expect.poll(() => button('a')?.disabled, LONG).toBe(false);
  press('a');
  await expect.poll(place).toMatch(/\/ 2$/);
});

test('T does the same for the product’s other photos: one press settles both', LONG, async () => {
  const { container, button, place } = await review();
  press('s');
  await expect.poll(place).toBe('2 / 3');
  await expect.poll(() => container.querySelector('input[type=checkbox]'), LONG).not.toBeNull();
  press('t');
  await expect.poll(() => container.querySelector<HTMLInputElement>('[type=checkbox]')?.checked).toBe(true);
  await expect.poll(() => button('a')?.disabled, LONG).toBe(false);
  press('a');
  await expect.poll(place, LONG).toBe('1 / 1');
  await expect.poll(jobs, LONG).toEqual(expect.arrayContaining(['1 done', '2 done']));
});
