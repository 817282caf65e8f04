import type { MadeOf } from './output.ts';

/** Why a finished file would be another today. */
export type StaleReason =
  | { readonly kind: 'edits' }
  | { readonly kind: 'rules' | 'app'; readonly from: string; readonly to: string }
  | { readonly kind: 'model'; readonly from: string | null; readonly to: string | null };

export type StaleKind = StaleReason['kind'];

/** What a file was made of against what it would be made of today; empty where that is the same. */
export function staleReasons(before: MadeOf, today: MadeOf): readonly StaleReason[] {
  const changed = (kind: 'rules' | 'app'): StaleReason[] =>
    before[kind] === today[kind] ? [] : [{ kind, from: before[kind], to: today[kind] }];
  return [
    ...changed('rules'),
    ...(before.document === today.document ? [] : [{ kind: 'edits' } as const]),
    ...changed('app'),
    ...(before.model === today.model ? [] : [{ kind: 'model', from: before.model, to: today.model } as const])
  ];
}

/**
 * Whether a file ought to be made again. Another build of the app names itself by its commit and changes every file's
 * `made`, though hardly ever its pixels: alone that is told, and asks for nothing.
 */
export const isOutdated = (reasons: readonly StaleReason[]): boolean =>
  reasons.some(({ kind }) => kind !== 'app');
