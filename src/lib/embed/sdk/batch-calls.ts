import { ask, type Guard } from './ask.ts';
import type { Batch, BatchCalls, StaleFile } from './batch.ts';
import type { Calls } from './calls.ts';
import type { CatalogOverview } from './overview.ts';
import { hasFields } from './protocol.ts';

const isBatch: Guard<Batch> = (value): value is Batch =>
  hasFields(value, { state: 'string', jobs: 'array', skipped: 'array' });

const isStale: Guard<readonly StaleFile[]> = (value): value is readonly StaleFile[] => Array.isArray(value);

const isOverview = (value: unknown): value is CatalogOverview =>
  hasFields(value, { board: 'array', missing: 'array', expiring: 'array', listable: 'array' });

export const batchCalls = (calls: Calls): BatchCalls => ({
  startBatch: (options) => ask(calls, 'startBatch', options, isBatch),
  getBatch: () => ask(calls, 'getBatch', {}, isBatch),
  pauseBatch: () => ask(calls, 'pauseBatch', {}, isBatch),
  resumeBatch: () => ask(calls, 'resumeBatch', {}, isBatch),
  prioritiseBatch: (photos) => ask(calls, 'prioritiseBatch', { photos }, isBatch),
  cancelBatch: (photos) => ask(calls, 'cancelBatch', { photos }, isBatch),
  retryBatch: (photos) => ask(calls, 'retryBatch', { photos }, isBatch),
  getStale: () => ask(calls, 'getStale', {}, isStale),
  refresh: (files) => ask(calls, 'refresh', Array.isArray(files) ? { ids: files } : files, isBatch),
  getOverview: () => ask(calls, 'getOverview', {}, isOverview)
});
