import { countIn, type BoardCell, type CellState } from '../../domain/batch/board.ts';
import { isRequired, type Lack } from '../../domain/batch/lacks.ts';
import type { Entry } from '../../domain/catalog/entries.ts';
import type { Expiring } from '../../domain/catalog/rights.ts';
import { m } from '../../paraglide/messages.js';
import { photosCount } from '../catalog/card-words.ts';
import { list, number } from '../shared/numbers.ts';
import type { Section } from './overview.svelte.ts';

const SECTIONS: Record<Section, () => string> = {
  board: m.overview_board,
  missing: m.overview_missing,
  rights: m.overview_rights,
  listable: m.overview_listable,
  pilot: m.overview_pilot,
  savings: m.overview_savings
};

export const sectionWord = (section: Section): string => SECTIONS[section]();

const STATES: Record<CellState, () => string> = {
  failed: m.batch_failed,
  review: m.verdict_review,
  stale: m.overview_file_stale,
  working: m.batch_working,
  queued: m.batch_queued,
  none: m.overview_file_none,
  fixed: m.verdict_fixed,
  done: m.batch_done,
  exported: m.batch_exported,
  missing: m.overview_cell_missing
};

export const cellWord = (state: CellState): string => STATES[state]();

/** How many of a cell's files are so, or which photo is missing. */
export function detailOf(cell: BoardCell): string {
  const { state, files, lacks } = cell;
  if (state === 'missing') return lacksWords(lacks.filter(isRequired)) || m.overview_no_photos();
  return m.overview_cell_files({
    count: files.length,
    done: number(countIn(cell)),
    shown: number(files.length)
  });
}

function lackWords(lack: Lack): string {
  if (lack.kind === 'slot') return m.overview_lack_slot({ slot: lack.slot });
  // The one role that has no slot of its own is that of all further pictures.
  if (lack.kind === 'role' && lack.role === 'secondary') return m.overview_lack_other();
  if (lack.kind === 'role') return m.overview_lack_role({ role: lack.role });
  const { have, want } = lack;
  const count = want - have;
  return m.overview_lack_pictures({ count, shown: number(count), have: number(have), want: number(want) });
}

export const lacksWords = (lacks: readonly Lack[]): string => list(lacks.map(lackWords));

/** What is known of a product beside its name. */
export function aboutEntry({ product, lender, photos }: Entry): string {
  if (lender) return m.overview_pictures_of({ name: lender });
  if (photos.length === 0) return m.overview_no_photos();
  return product?.title || photosCount(photos.length);
}

/** A product, or a colour of which several sizes lack the same. */
export function labelOfEntries(entries: readonly Entry[]): string {
  const [first] = entries;
  if (!first || entries.length === 1) return first?.label ?? '';
  const { parent = first.label, colorFamily: color } = first.product ?? {};
  return color ? m.overview_family({ parent, color }) : parent;
}

/** How long a product's photos may be used. */
export function rightsWords({ days }: Expiring): string {
  if (days === 0) return m.overview_rights_today();
  const count = Math.abs(days);
  const said = { count, shown: number(count) };
  return days > 0 ? m.overview_rights_left(said) : m.overview_rights_over(said);
}
