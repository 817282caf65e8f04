import { describe, expect, test } from 'vitest';
import {
  annotateSchema,
  type ArrowNote,
  type BadgeNote,
  type Note,
  type NoteKind,
  type TextNote
} from '../../../src/lib/domain/document/edits/annotate.ts';
import { inOrder, moved, rotation, scaling, translation } from '../../../src/lib/domain/render/matrix.ts';
import { placeNotes } from '../../../src/lib/domain/render/notes.ts';
import { parseAs } from '../../../src/lib/domain/schema.ts';
import { CHANNELS, findChannel, findRole } from '../../../src/lib/domain/channels/index.ts';
import { allowedOn, brokenBy } from '../../../src/lib/ui/editor/notes/allowed.ts';
import { distanceToLine, noteBox, overlap } from '../../../src/lib/ui/editor/notes/boxes.ts';
import { freshNote } from '../../../src/lib/ui/editor/notes/fresh.ts';
import { gripsOf, heldAt, pulled, type NoteSpace } from '../../../src/lib/ui/editor/notes/grips.ts';
import { parseTag, tagsOf } from '../../../src/lib/ui/editor/notes/languages.ts';
import { outputsOf } from '../../../src/lib/ui/editor/outputs.ts';

const FRAME = { width: 2000, height: 1000 };
/** A photo that is turned by 30° and halved on its way into the frame. */
const space: NoteSpace = {
  frame: FRAME,
  matrix: inOrder(rotation(30), scaling(0.5), translation(600, 100))
};
const measure = (line: string, size: number) => line.length * size * 0.5;
const placed = (notes: readonly Note[]) => placeNotes({ language: null, notes }, space.matrix, space.frame);
const one = (note: Note) => placed([note])[0]!;
/** The whole frame is on screen, nothing lies over it, and it is light. */
const open = { seen: { x: 0, y: 0, ...FRAME }, covered: [], isDark: () => false };

const text = (fields: Partial<TextNote> = {}): TextNote => ({
  kind: 'text',
  id: 't',
  color: [0, 0, 0],
  text: 'Words',
  size: 0.05,
  bold: false,
  at: { x: 0.5, y: 0.5 },
  plate: null,
  ...fields
});
const arrow: ArrowNote = {
  kind: 'arrow',
  id: 'a',
  color: [0, 0, 0],
  from: { x: 100, y: 100 },
  to: { x: 900, y: 300 },
  width: 0.01
};

describe('what is under a pointer', () => {
  test('is the uppermost note, and nothing beside them', () => {
    const notes = placed([text({ id: 'low' }), text({ id: 'high' })]);
    expect(heldAt(notes, { x: 1000, y: 500 }, null, 20, space, measure)).toEqual({
      id: 'high',
      grip: 'body'
    });
    expect(heldAt(notes, { x: 1000, y: 700 }, null, 20, space, measure)).toBeNull();
  });

  test('is a handle only of the note that is chosen, before any body', () => {
    const notes = placed([arrow, text()]);
    const { from } = notes[0] as ArrowNote;
    expect(heldAt(notes, from, null, 20, space, measure)).toEqual({ id: 'a', grip: 'body' });
    expect(heldAt(notes, from, 'a', 20, space, measure)).toEqual({ id: 'a', grip: 'from' });
  });

  test('is a line within reach of it, not everything in its box', () => {
    const notes = placed([arrow]);
    const { from, to } = notes[0] as ArrowNote;
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    expect(heldAt(notes, middle, null, 20, space, measure)?.id).toBe('a');
    expect(heldAt(notes, { x: from.x + 5, y: to.y - 60 }, null, 20, space, measure)).toBeNull();
    expect(distanceToLine({ x: 3, y: 4 }, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(5);
  });
});

describe('a drag', () => {
  test('moves words by shares of the frame, and never out of it', () => {
    const to = pulled(text(), 'body', { x: 0, y: 0 }, { x: 200, y: -100 }, space) as TextNote;
    expect(to.at).toEqual({ x: 0.6, y: 0.4 });
    const out = pulled(text(), 'body', { x: 0, y: 0 }, { x: 9999, y: -9999 }, space) as TextNote;
    expect(out.at).toEqual({ x: 1, y: 0 });
  });

  test('moves points on the photo so that they follow the pointer in the turned frame', () => {
    const before = one(arrow) as ArrowNote;
    const after = one(pulled(arrow, 'to', { x: 5, y: 5 }, { x: 45, y: -25 }, space)) as ArrowNote;
    expect(after.to.x - before.to.x).toBeCloseTo(40, 6);
    expect(after.to.y - before.to.y).toBeCloseTo(-30, 6);
    expect(after.from).toEqual(before.from);
    const moved = one(pulled(arrow, 'body', { x: 0, y: 0 }, { x: 10, y: 0 }, space)) as ArrowNote;
    expect(moved.from.x - before.from.x).toBeCloseTo(10, 6);
    expect(moved.to.x - before.to.x).toBeCloseTo(10, 6);
  });

  test('on the corner makes a note larger with it, within the document’s limits', () => {
    const [corner] = gripsOf(one(text()), FRAME, measure);
    const middle = { x: 1000, y: 500 };
    const twice = { x: 2 * corner!.at.x - middle.x, y: 2 * corner!.at.y - middle.y };
    expect((pulled(text(), 'size', corner!.at, twice, space) as TextNote).size).toBeCloseTo(0.1, 9);
    expect((pulled(text(), 'size', corner!.at, middle, space) as TextNote).size).toBe(0.005);
  });
});

describe('a new note', () => {
  const kinds: readonly NoteKind[] = ['text', 'arrow', 'dimension', 'callout', 'badge', 'magnifier'];
  const product = { x: 700, y: 150, width: 600, height: 700 };

  test.each(kinds)('%s: five in a row lie in the frame and cover none before them', (kind) => {
    const notes: Note[] = [];
    for (let count = 0; count < 5; count++) {
      const others = placed(notes);
      const fresh = freshNote(kind, `${count}`, 'Words', { ...space, ...open, product, others, measure });
      const box = noteBox(one(fresh), FRAME, measure);
      for (const other of others)
        expect(overlap(noteBox(other, FRAME, measure), box), `${count}`).toBe(false);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(FRAME.width);
      expect(box.y + box.height).toBeLessThanOrEqual(FRAME.height);
      notes.push(fresh);
    }
  });

  test.each(kinds)('%s is one that the document takes, once a length is said', (kind) => {
    const fresh = freshNote(kind, 'n', 'Words', { ...space, ...open, product, others: [], measure });
    const told = fresh.kind === 'dimension' ? { ...fresh, value: 3 } : fresh;
    expect(parseAs(annotateSchema, { language: null, notes: [told] }, 'notes').notes).toEqual([told]);
  });

  test('words stand beside the product where there is room', () => {
    const fresh = freshNote('text', 'n', 'Words', { ...space, ...open, product, others: [], measure });
    expect(overlap(product, noteBox(one(fresh), FRAME, measure))).toBe(false);
  });

  test('looks like the last of its kind', () => {
    const others = placed([text({ color: [9, 8, 7], size: 0.07, bold: true, plate: [1, 2, 3] })]);
    expect(freshNote('text', 'n', 'Words', { ...space, ...open, product, others, measure })).toMatchObject({
      color: [9, 8, 7],
      size: 0.07,
      bold: true,
      plate: [1, 2, 3]
    });
  });

  test.each(kinds)('%s is placed in what is seen, where no button of the stage lies over it', (kind) => {
    const seen = { x: 700, y: 250, width: 600, height: 500 };
    const covered = [
      { x: 700, y: 680, width: 600, height: 70 },
      { x: 700, y: 250, width: 60, height: 500 }
    ];
    const fresh = freshNote(kind, 'n', 'Words', {
      ...space,
      ...open,
      product,
      others: [],
      measure,
      seen,
      covered
    });
    const box = noteBox(one(fresh), FRAME, measure);
    expect(covered.some((other) => overlap(other, box))).toBe(false);
    expect(box.x).toBeGreaterThanOrEqual(seen.x - 1);
    expect(box.y).toBeGreaterThanOrEqual(seen.y - 1);
    expect(box.x + box.width).toBeLessThanOrEqual(seen.x + seen.width + 1);
    expect(box.y + box.height).toBeLessThanOrEqual(seen.y + seen.height + 1);
  });

  test.each(kinds)(
    '%s stands out from a dark picture, unless the last of its kind says how it looks',
    (kind) => {
      const dark = { ...space, ...open, product, measure, isDark: () => true };
      const first = freshNote(kind, 'n', 'Words', { ...dark, others: [] });
      const behind = first.kind === 'badge' ? first.fill : first.kind === 'text' ? first.plate : first.color;
      expect(behind).toEqual([255, 255, 255]);
      const told = first.kind === 'dimension' ? { ...first, value: 3 } : first;
      const others = placed([{ ...told, color: [9, 8, 7] } as Note]);
      expect(freshNote(kind, 'm', 'Words', { ...dark, others }).color).toEqual([9, 8, 7]);
    }
  );

  test('a word that is too long for a line takes as many as it needs', () => {
    const long = one(text({ text: 'x'.repeat(200) }));
    const short = noteBox(one(text({ text: 'x' })), FRAME, measure);
    const box = noteBox(long, FRAME, measure);
    expect(box.height).toBeGreaterThan(2 * short.height);
    expect(box.width).toBeLessThanOrEqual(FRAME.width);
  });

  test('a badge’s words become smaller until it is no larger than it may be', () => {
    const badge = (shape: BadgeNote['shape']): Note => ({
      ...text({ text: 'many words that fill a badge '.repeat(6), size: 0.2 }),
      kind: 'badge',
      shape,
      fill: [0, 0, 0]
    });
    for (const shape of ['circle', 'pill', 'ribbon'] as const) {
      const box = noteBox(one(badge(shape)), FRAME, measure);
      expect(Math.max(box.width, box.height), shape).toBeLessThanOrEqual(0.6 * FRAME.height + 1);
    }
  });

  test('a dimension runs along the product', () => {
    const fresh = freshNote('dimension', 'n', '', { ...space, ...open, product, others: [], measure });
    if (fresh.kind !== 'dimension') throw new Error('not a dimension');
    const [from, to] = [moved(space.matrix, fresh.from), moved(space.matrix, fresh.to)];
    expect(to.x - from.x).toBeCloseTo(product.width, 6);
    expect(from.y).toBeGreaterThan(product.y + product.height);
  });
});

describe('what a channel says of notes', () => {
  const choice = (role: string) =>
    outputsOf(CHANNELS, { channels: ['amazon'] }).find(({ role: { id } }) => id === role)!;

  test('Amazon’s main image takes none, its secondary ones do; read from the profile with its source', () => {
    const [main, secondary] = [allowedOn(choice('main')), allowedOn(choice('secondary'))];
    expect([brokenBy([text()], main), brokenBy([], main)]).toEqual(['marks', null]);
    expect(brokenBy([text()], secondary)).toBeNull();
    expect(main.source.url).toMatch(/^https:/);
    expect(findRole(findChannel('amazon'), 'main').forbidden.level).toBe('required');
  });

  test('a magnifier is a picture in the picture', () => {
    const lens = freshNote('magnifier', 'n', '', {
      ...space,
      ...open,
      product: { x: 0, y: 0, width: 1, height: 1 },
      others: [],
      measure
    });
    expect(brokenBy([lens], allowedOn(choice('main')))).toBe('insets');
    expect(brokenBy([lens], allowedOn(choice('secondary')))).toBeNull();
  });
});

describe('languages', () => {
  test('a channel’s countries become tags, each once; a region is not a language', () => {
    expect(tagsOf(['US', 'DE', 'DE', 'JP', 'VN', 'global'])).toEqual(['en-US', 'de-DE', 'ja-JP', 'vi-VN']);
    expect(tagsOf(['UK'])).toEqual(['en-GB']);
  });

  test('a tag is brought into its form; what is none is refused', () => {
    expect(parseTag(' DE-de ')).toBe('de-DE');
    expect(['', 'd', 'not a tag', '12'].map(parseTag)).toEqual([null, null, null, null]);
  });
});
