import { describe, expect, it } from 'vitest';
import { staleReasons } from '../../../../src/lib/domain/batch/stale.ts';

const MADE = { document: 'a', rules: '1', app: '0.1', model: 'isnet' };

describe('a finished file', () => {
  it('that would come out the same has no reason to be made again', () => {
    expect(staleReasons(MADE, { ...MADE })).toEqual([]);
  });

  it('is told with every reason for which it would be another, from what to what', () => {
    expect(staleReasons(MADE, { document: 'b', rules: '2', app: '0.2', model: null })).toEqual([
      { kind: 'rules', from: '1', to: '2' },
      { kind: 'edits' },
      { kind: 'app', from: '0.1', to: '0.2' },
      { kind: 'model', from: 'isnet', to: null }
    ]);
  });

  it('whose rules alone have changed is told with that alone', () => {
    expect(staleReasons(MADE, { ...MADE, rules: '2' })).toEqual([{ kind: 'rules', from: '1', to: '2' }]);
  });
});
