import type { Note } from '../../../../src/lib/domain/document/edits/annotate.ts';

const color = [10, 20, 30] as const;
const word = { color, text: 'Gỗ sồi', size: 0.05, bold: false } as const;

/** One note of each kind, by its kind. Photo points lie in 3000 × 2000 px. */
export const NOTES = {
  text: { kind: 'text', id: 'text', ...word, at: { x: 0.5, y: 0.1 }, plate: null },
  arrow: { kind: 'arrow', id: 'arrow', color, from: { x: 100, y: 200 }, to: { x: 900, y: 800 }, width: 0.01 },
  dimension: {
    kind: 'dimension',
    id: 'dimension',
    color,
    from: { x: 500, y: 400 },
    to: { x: 500, y: 1300 },
    value: 12.5,
    unit: 'cm',
    size: 0.04
  },
  callout: { kind: 'callout', id: 'callout', ...word, at: { x: 0.9, y: 0.2 }, target: { x: 1000, y: 700 } },
  badge: {
    kind: 'badge',
    id: 'badge',
    ...word,
    at: { x: 0.1, y: 0.1 },
    shape: 'circle',
    fill: [200, 0, 0]
  },
  magnifier: {
    kind: 'magnifier',
    id: 'magnifier',
    color,
    at: { x: 0.8, y: 0.8 },
    radius: 0.15,
    target: { x: 1000, y: 700 },
    zoom: 3
  }
} as const satisfies Record<Note['kind'], Note>;
