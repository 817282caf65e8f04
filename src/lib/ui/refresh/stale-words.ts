import type { StaleGroup } from '../../domain/batch/refresh.ts';
import type { StaleKind, StaleReason } from '../../domain/batch/stale.ts';
import type { FigureChange } from '../../domain/channels/figure-changes.ts';
import { m } from '../../paraglide/messages.js';
import { pixels } from '../shared/numbers.ts';
import { textOf } from '../settings/rules/values.ts';

const versions = (from: string, to: string): string => m.refresh_versions({ from, to });

/** Why a group's files would be others today. */
export interface GroupWords {
  readonly title: string;
  readonly detail: string;
}

export function groupWords({ reason, channel }: StaleGroup, nameOf: (channel: string) => string): GroupWords {
  switch (reason.kind) {
    case 'rules':
      return {
        title: m.refresh_rules({ channel: nameOf(channel ?? '') }),
        detail: versions(reason.from, reason.to)
      };
    case 'edits':
      return { title: m.refresh_edits(), detail: m.refresh_edits_text() };
    case 'model': {
      const [from, to] = [reason.from, reason.to].map((model) => model ?? m.refresh_model_none());
      return { title: m.refresh_model(), detail: versions(from ?? '', to ?? '') };
    }
    case 'app':
      return { title: m.refresh_app(), detail: m.refresh_app_text() };
  }
}

const KINDS: Readonly<Record<Exclude<StaleKind, 'rules'>, () => string>> = {
  edits: m.refresh_edits,
  model: m.refresh_model,
  app: m.refresh_app
};

/** What else has changed for a file, besides what its group says; another build alone is not worth a word. */
export const alsoWords = (reasons: readonly StaleReason[], { reason }: StaleGroup): readonly string[] =>
  reasons.flatMap(({ kind }) =>
    kind === reason.kind || kind === 'rules' || kind === 'app' ? [] : [KINDS[kind]()]
  );

/** `1000 → 1600`, what is not asked in words. */
export const changeWords = ({ from, to }: FigureChange): string => versions(valueWords(from), valueWords(to));

const valueWords = (value: unknown): string => sizeWords(value) ?? (textOf(value) || m.rule_not_stated());

/** Of a width and a height, px. */
function sizeWords(value: unknown): string | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [width, height] = value as readonly unknown[];
  if (typeof width !== 'number' || typeof height !== 'number') return null;
  return m.size_value({ width: pixels(width), height: pixels(height) });
}
