import { describe, expect, it } from 'vitest';
import type { Note } from '../../../../src/lib/domain/document/edits/annotate.ts';
import { IDENTITY_CROP } from '../../../../src/lib/domain/document/edits/crop.ts';
import { cropMatrix } from '../../../../src/lib/domain/render/crop.ts';
import { inOrder, scaling, translation } from '../../../../src/lib/domain/render/matrix.ts';
import { isSeen, placeNotes } from '../../../../src/lib/domain/render/notes.ts';
import { NOTES } from '../document/notes.ts';

/** Half as large, 100 px to the right and 50 up. */
const MATRIX = inOrder(scaling(0.5), translation(100, -50));
const FRAME = { width: 1600, height: 1000 };

const placed = (note: Note, matrix = MATRIX) =>
  placeNotes({ language: null, notes: [note] }, matrix, FRAME)[0];

describe('placeNotes', () => {
  it.each<[Note, object]>([
    [NOTES.text, { at: { x: 800, y: 100 }, size: 50 }],
    [NOTES.badge, { at: { x: 160, y: 100 }, size: 50 }],
    [NOTES.callout, { at: { x: 1440, y: 200 }, target: { x: 600, y: 300 }, size: 50 }],
    [NOTES.arrow, { from: { x: 150, y: 50 }, to: { x: 550, y: 350 }, width: 10 }],
    [NOTES.dimension, { from: { x: 350, y: 150 }, to: { x: 350, y: 600 }, size: 40 }],
    [NOTES.magnifier, { at: { x: 1280, y: 800 }, target: { x: 600, y: 300 }, radius: 150, zoom: 3 }]
  ])(
    '$kind: shares become px of the frame (lengths of its shorter side), photo points follow the photo',
    (note, expected) => {
      expect(placed(note)).toEqual({ ...note, ...expected });
    }
  );

  it('keeps the order: later ones are drawn over earlier ones', () => {
    const notes = Object.values(NOTES);
    const { length } = notes;
    expect(placeNotes({ language: null, notes }, MATRIX, FRAME).map(({ id }) => id)).toEqual(
      notes.map(({ id }) => id)
    );
    expect(length).toBe(6);
  });

  it('a point beside the photo in the steepest perspective is placed before the eye, never at infinity', () => {
    const size = { width: 3000, height: 2000 };
    const steep = cropMatrix({ ...IDENTITY_CROP, keystone: { x: 1, y: 1 } }, size);
    for (const far of [-1_000_000, 4000, 8000, 8166.67, 9000, 1_000_000]) {
      const note = placed({ ...NOTES.callout, target: { x: far, y: far } }, steep);
      const { target } = note as typeof NOTES.callout;
      expect(Number.isFinite(target.x) && Number.isFinite(target.y)).toBe(true);
      expect(Math.sign(target.x - 1500)).toBe(Math.sign(far));
    }
  });
});

it('a note without words is not painted; marks without words are', () => {
  expect(isSeen({ ...NOTES.text, text: '  ' })).toBe(false);
  expect(isSeen(NOTES.text)).toBe(true);
  expect(isSeen(NOTES.arrow)).toBe(true);
});
