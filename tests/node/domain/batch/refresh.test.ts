import { expect, it } from 'vitest';
import type { Output } from '../../../../src/lib/domain/batch/output.ts';
import { outdated, staleGroups, type StaleOutput } from '../../../../src/lib/domain/batch/refresh.ts';
import type { StaleReason } from '../../../../src/lib/domain/batch/stale.ts';
import { figureChanges, seenFigures } from '../../../../src/lib/domain/channels/figure-changes.ts';
import { withOverride } from '../../../../src/lib/domain/channels/rules/layered.ts';
import { amazon } from '../samples.ts';

const stale = (id: string, channel: string, ...reasons: StaleReason[]): StaleOutput => ({
  output: { id, channel } as Output,
  reasons
});
const rules = (to = '2'): StaleReason => ({ kind: 'rules', from: '1', to });
const app: StaleReason = { kind: 'app', from: '0.1', to: '0.2' };

it('stale files are grouped by their gravest reason, rules by channel and version, another build last', () => {
  const files = [
    stale('a', 'amazon', app),
    stale('b', 'amazon', { kind: 'edits' }, app),
    stale('c', 'etsy', rules()),
    stale('d', 'amazon', { kind: 'edits' }, rules(), app),
    stale('e', 'etsy', rules()),
    stale('f', 'etsy', rules('3'))
  ];
  const groups = staleGroups(files);
  expect(groups.map(({ reason, channel, files }) => [reason.kind, channel, files.length])).toEqual([
    ['rules', 'etsy', 2],
    ['rules', 'amazon', 1],
    ['rules', 'etsy', 1],
    ['edits', null, 1],
    ['app', null, 1]
  ]);
  expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
});

it('a file that only another build has made need not be made again', () => {
  const files = [stale('a', 'amazon', app), stale('b', 'amazon', app, { kind: 'edits' })];
  expect(outdated(files).map(({ output }) => output.id)).toEqual(['b']);
});

it('what has changed in a channel’s rules is told by figure, of the roles that are meant', () => {
  const rule = { channel: 'amazon', level: 'required', date: '2026-11-26', reason: 'ours' } as const;
  const longer = withOverride(amazon, { ...rule, path: 'roles[main].px.min', value: 1600 });
  const changed = withOverride(longer, { ...rule, path: 'count.max', value: 3 });
  const before = seenFigures(amazon);
  const from = before.find(([path]) => path === 'roles[main].px.min')?.[1];
  expect(figureChanges(before, amazon, ['main'])).toEqual([]);
  expect(figureChanges(before, changed, ['main'])).toEqual(
    expect.arrayContaining([
      { path: 'roles[main].px.min', from, to: 1600 },
      { path: 'count.max', from: amazon.count.max?.value, to: 3 }
    ])
  );
  expect(figureChanges(before, changed, ['secondary']).map(({ path }) => path)).toEqual(['count.max']);
});
