import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endGesture,
  record,
  redo,
  startHistory,
  undo,
  type History
} from '../../../../src/lib/domain/document/history.ts';

type Op = readonly ['record', number, string | undefined] | readonly ['undo' | 'redo' | 'end'];

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constant('record' as const), fc.nat(9), fc.constantFrom(undefined, 'a', 'b'))
  },
  { weight: 2, arbitrary: fc.constantFrom<Op>(['undo'], ['redo']) },
  { weight: 1, arbitrary: fc.constant<Op>(['end']) }
);

const LIMIT = 8;

function apply(history: History<number>, [kind, next = 0, mergeKey]: Op): History<number> {
  if (kind === 'record') return record(history, next, { limit: LIMIT, ...(mergeKey && { mergeKey }) });
  if (kind === 'end') return endGesture(history);
  return kind === 'undo' ? undo(history) : redo(history);
}

const times = <T>(count: number, step: (value: T) => T, start: T): T =>
  Array.from({ length: count }).reduce<T>(step, start);
const content = ({ past, present, future }: History<number>) => ({ past, present, future });
const anyHistory = fc.array(op, { maxLength: 60 }).map((ops) => ops.reduce(apply, startHistory(0)));
const RUNS = { numRuns: 1_000 };

describe('after any sequence of changes, undos, redos and ends of gestures', () => {
  it('n undos and n redos are nothing', () => {
    const property = fc.property(anyHistory, fc.nat(12), (history, count) => {
      const n = Math.min(count, history.past.length);
      expect(content(times(n, redo, times(n, undo, history)))).toEqual(content(history));
    });
    fc.assert(property, RUNS);
  });

  it('n redos and n undos are nothing', () => {
    const property = fc.property(anyHistory, fc.nat(12), (history, count) => {
      const n = Math.min(count, history.future.length);
      expect(content(times(n, undo, times(n, redo, history)))).toEqual(content(history));
    });
    fc.assert(property, RUNS);
  });

  it('a gesture of any length is one step, and undo brings back what was before it', () => {
    const property = fc.property(
      anyHistory,
      fc.uniqueArray(
        fc.nat({ max: 1e6 }).map((value) => value + 100),
        { minLength: 1, maxLength: 9 }
      ),
      (history, values) => {
        const ended = endGesture(history);
        const dragged = values.reduce((all, value) => record(all, value, { mergeKey: 'drag' }), ended);
        expect(dragged.present).toBe(values.at(-1));
        expect(undo(dragged).present).toBe(history.present);
        expect(dragged.past.length).toBeLessThanOrEqual(history.past.length + 1);
      }
    );
    fc.assert(property, RUNS);
  });

  it('the past never grows over its limit, and a change forgets what was undone', () => {
    const property = fc.property(anyHistory, fc.nat(), (history, value) => {
      const next = record(history, value + 100, { limit: LIMIT });
      expect(next.past.length).toBeLessThanOrEqual(LIMIT);
      expect(next.future).toEqual([]);
    });
    fc.assert(property, RUNS);
  });
});
