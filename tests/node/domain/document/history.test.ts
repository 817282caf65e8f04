import { describe, expect, it } from 'vitest';
import {
  endGesture,
  record,
  redo,
  startHistory,
  undo,
  type History
} from '../../../../src/lib/domain/document/history.ts';

const at = (history: History<string>) => [history.past.join(''), history.present, history.future.join('')];
const abc = () => record(record(startHistory('a'), 'b'), 'c');

describe('history', () => {
  it('undo and redo walk back and forth', () => {
    expect(at(abc())).toEqual(['ab', 'c', '']);
    expect(at(undo(abc()))).toEqual(['a', 'b', 'c']);
    expect(at(undo(undo(abc())))).toEqual(['', 'a', 'bc']);
    expect(at(redo(undo(undo(abc()))))).toEqual(['a', 'b', 'c']);
    expect(at(redo(redo(undo(undo(abc())))))).toEqual(['ab', 'c', '']);
  });

  it('at either end nothing happens', () => {
    const start = startHistory('a');
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
  });

  it('a record after an undo forgets what was undone', () => {
    expect(at(record(undo(abc()), 'x'))).toEqual(['ab', 'x', '']);
  });

  it('the same document is no step', () => {
    const history = abc();
    expect(record(history, 'c')).toBe(history);
  });

  it('a drag is one step', () => {
    const drag = ['1', '2', '3'].reduce(
      (history, each) => record(history, each, { mergeKey: 'fill' }),
      abc()
    );
    expect(at(drag)).toEqual(['abc', '3', '']);
  });

  it('another gesture, the end of one, an undo or a plain record starts a new step', () => {
    const drag = record(abc(), '1', { mergeKey: 'fill' });
    expect(at(record(drag, '2', { mergeKey: 'shadow' }))).toEqual(['abc1', '2', '']);
    expect(at(record(endGesture(drag), '2', { mergeKey: 'fill' }))).toEqual(['abc1', '2', '']);
    expect(at(record(redo(undo(drag)), '2', { mergeKey: 'fill' }))).toEqual(['abc1', '2', '']);
    expect(at(record(record(drag, '2'), '3'))).toEqual(['abc12', '3', '']);
  });

  it('keeps the newest steps up to its limit', () => {
    let history = startHistory(0);
    for (let step = 1; step <= 150; step++) history = record(history, step);
    expect(history.past).toHaveLength(100);
    expect(history.past[0]).toBe(50);
    expect(record(history, 151, { limit: 3 }).past).toEqual([148, 149, 150]);
  });

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(undo(abc())))).toEqual(undo(abc()));
  });
});
