import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { MAX_NOTES, type Note, type TextNote } from '../../../src/lib/domain/document/edits/annotate.ts';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import NoteList from '../../../src/lib/ui/editor/notes/NoteList.svelte';
import NoteMarks from '../../../src/lib/ui/editor/notes/NoteMarks.svelte';
import { noteBox } from '../../../src/lib/ui/editor/notes/boxes.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import { deskOf, layOut, stageOf } from './desk-fixture.ts';

afterEach(() => {
  document.body.replaceChildren();
  for (const { id } of notices.list) notices.dismiss(id);
});

async function writing() {
  const desk = await deskOf();
  desk.tools.choose('notes');
  layOut(desk);
  const tool = desk.tools.annotating;
  const stage = stageOf(desk);
  /** The middle of a note in the stage, CSS px. */
  const middle = (index: number): [number, number] => {
    const { frame, origin, scale } = tool.stage!;
    const { x, y, width, height } = noteBox(tool.placed[index]!, frame, tool.measure);
    return [origin.x + (x + width / 2) * scale, origin.y + (y + height / 2) * scale];
  };
  return { desk, tool, stage, middle };
}

const notesOf = (desk: EditorDesk): readonly Note[] => desk.session.edits!.annotate.notes;

test('without a picture nothing is written; with one a note is added, chosen and asked for its words', async () => {
  const desk = await deskOf();
  desk.tools.choose('notes');
  desk.tools.annotating.add('text', 'Text');
  expect(notesOf(desk)).toEqual([]);
  layOut(desk);
  desk.tools.annotating.add('text', 'Text');
  expect(notesOf(desk)).toMatchObject([{ kind: 'text', text: 'Text' }]);
  expect(desk.tools.annotating.chosen?.kind).toBe('text');
  expect(desk.tools.annotating.asks).toBe(1);
});

test('a drag moves a note with the pointer and is one step of undo', async () => {
  const { desk, tool, stage, middle } = await writing();
  tool.add('text', 'Text');
  const [x, y] = middle(0);
  const { at } = notesOf(desk)[0] as TextNote;
  const { scale, frame } = tool.stage!;
  stage.drag([x, y], [x + 10, y + 20], [x + 30, y + 60]);
  const after = (notesOf(desk)[0] as TextNote).at;
  expect((after.x - at.x) * frame.width * scale).toBeCloseTo(30, 6);
  expect((after.y - at.y) * frame.height * scale).toBeCloseTo(60, 6);
  desk.undo();
  expect((notesOf(desk)[0] as TextNote).at).toEqual(at);
});

test('the list names the uppermost note first, what says nothing as empty, and a dimension that waits', async () => {
  const { desk, tool } = await writing();
  tool.add('text', 'Below');
  tool.add('callout', '');
  tool.add('dimension', '');
  render(NoteList, { target: document.body, props: { annotating: tool } });
  const rows = [...document.querySelectorAll('li')].map(({ textContent }) => textContent!.trim());
  expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
    'Dimension empty',
    'Callout empty',
    'Text: Below'
  ]);
  const up = page.getByRole('button', { name: 'Move Text: Below further up in the picture' });
  (up.element() as HTMLElement).click();
  expect(notesOf(desk).map(({ kind }) => kind)).toEqual(['callout', 'text']);
  await expect.element(up).toBeDisabled();
});

test('Enter on a note’s mark leads to its words', async () => {
  const { tool } = await writing();
  tool.add('text', 'Words');
  const before = tool.asks;
  render(NoteMarks, { target: document.body, props: { annotating: tool, stage: tool.stage! } });
  (page.getByRole('button', { name: 'Text: Words', exact: true }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(tool.asks).toBe(before + 1);
});

test('a press beside all notes lets go of the chosen one, and changes nothing', async () => {
  const { desk, tool, stage } = await writing();
  tool.add('text', 'Text');
  stage.drag([399, 150]);
  expect(tool.chosen).toBeNull();
  expect(notesOf(desk).length).toBe(1);
});

test('a dimension is kept once it has a length; without one it goes', async () => {
  const { desk, tool } = await writing();
  tool.add('dimension', '');
  expect(tool.isWaiting).toBe(true);
  expect(notesOf(desk)).toEqual([]);
  tool.change({ value: 12.5 }, 'value');
  expect(notesOf(desk)).toMatchObject([{ kind: 'dimension', value: 12.5, unit: 'cm' }]);
  tool.add('dimension', '');
  expect(desk.stop()).toBe(true);
  expect(tool.isWaiting).toBe(false);
  expect(notesOf(desk).length).toBe(1);
});

test('a line that was just added is drawn anew by a drag, and then asked for its length', async () => {
  const { desk, tool, stage } = await writing();
  tool.add('dimension', '');
  const asked = tool.asks;
  stage.drag([150, 60], [200, 80], [220, 90]);
  expect(tool.asks).toBe(asked + 1);
  const [placed] = tool.placed;
  const { origin, scale } = tool.stage!;
  if (placed?.kind !== 'dimension') throw new Error('no dimension');
  expect(placed.from.x * scale + origin.x).toBeCloseTo(150, 6);
  expect(placed.to.y * scale + origin.y).toBeCloseTo(90, 6);
  tool.change({ value: 3 }, 'value');
  stage.drag([150, 200], [180, 220]);
  expect(notesOf(desk).length).toBe(1);
});

test('arrows move it, keys in a run are one step, Delete removes it', async () => {
  const { desk, tool } = await writing();
  tool.add('text', 'Text');
  const { id, at } = notesOf(desk)[0] as TextNote;
  tool.nudge(id, 'body', 1, 0, false);
  tool.nudge(id, 'body', 1, 0, false);
  tool.endRun();
  expect((notesOf(desk)[0] as TextNote).at.x).toBeCloseTo(at.x + 0.01, 9);
  tool.nudge(id, 'size', 1, 0, false);
  expect((notesOf(desk)[0] as TextNote).size).toBeGreaterThan(0.04);
  tool.endRun();
  desk.undo();
  desk.undo();
  expect((notesOf(desk)[0] as TextNote).at).toEqual(at);
  tool.remove(id);
  expect(notesOf(desk)).toEqual([]);
  desk.undo();
  expect(notesOf(desk).length).toBe(1);
});

test('notes change places in their order, and the next one is chosen when one goes', async () => {
  const { desk, tool } = await writing();
  for (const words of ['one', 'two', 'three']) tool.add('text', words);
  const order = () => notesOf(desk).map((note) => ('text' in note ? note.text : ''));
  tool.reorder(notesOf(desk)[0]!.id, 1);
  expect(order()).toEqual(['two', 'one', 'three']);
  tool.reorder(notesOf(desk)[2]!.id, 1);
  expect(order()).toEqual(['two', 'one', 'three']);
  const [, one] = notesOf(desk);
  tool.choose(one!.id);
  tool.remove(one!.id);
  expect(tool.chosen).toMatchObject({ text: 'three' });
});

test('typing is one step, and the language belongs to all words', async () => {
  const { desk, tool } = await writing();
  tool.add('badge', 'New');
  for (const text of ['N', 'Ne', 'Neu']) tool.change({ text }, 'words');
  tool.endRun();
  tool.setLanguage('de-DE');
  expect(desk.session.edits!.annotate).toMatchObject({ language: 'de-DE', notes: [{ text: 'Neu' }] });
  desk.undo();
  desk.undo();
  expect(notesOf(desk)).toMatchObject([{ text: 'New' }]);
});

test('a photo that is full of notes says so and takes no more', async () => {
  const { desk, tool } = await writing();
  tool.add('text', 'Text');
  const [note] = notesOf(desk);
  const notes = Array.from({ length: MAX_NOTES }, (_, index) => ({ ...note!, id: `${index}` }));
  desk.session.setEdit('annotate', { language: null, notes });
  tool.add('arrow', '');
  expect(notesOf(desk).length).toBe(MAX_NOTES);
  expect(notices.list[0]?.title).toContain('50');
});

test('a second finger puts the note back', async () => {
  const { desk, tool, stage, middle } = await writing();
  tool.add('text', 'Text');
  const [x, y] = middle(0);
  const { at } = notesOf(desk)[0] as TextNote;
  stage.send('pointerdown', x, y, { pointerType: 'touch' });
  stage.send('pointermove', x + 40, y + 40, { pointerType: 'touch' });
  stage.send('pointerdown', 10, 10, { pointerId: 2, pointerType: 'touch' });
  expect((notesOf(desk)[0] as TextNote).at).toEqual(at);
});
