import { m } from '../../paraglide/messages.js';
import { TOOLS } from '../editor/tools.svelte.ts';

type KeyRow = readonly [keys: readonly string[], words: string];

export interface KeyGroup {
  /** Where these keys are meant, if not in the editor: there the editor's own mean nothing. */
  readonly screen?: 'table' | 'batch' | 'review';
  readonly title: string;
  readonly keys: readonly KeyRow[];
}

const ARROWS = ['←', '↑', '→', '↓'] as const;

/** Every key that does something, as it is printed on the keyboard, and what it does. */
export const keyGroups = (): readonly KeyGroup[] => [
  {
    title: m.keys_general(),
    keys: [
      [['?'], m.key_map()],
      [['Ctrl', 'V'], m.key_paste()],
      [['Esc'], m.key_cancel()]
    ]
  },
  {
    title: m.keys_editor(),
    keys: [
      [['Ctrl', 'S'], m.key_save()],
      [['K'], m.key_check()],
      [['O'], m.key_export()],
      [['Q'], m.all_photos()],
      [['Page ↑', 'Page ↓'], m.key_photos()],
      [['Ctrl', 'Z'], m.key_undo()],
      [['Ctrl', 'Shift', 'Z'], m.key_redo()],
      [['Ctrl', 'Alt', 'C'], m.key_copy_edits()],
      [['Ctrl', 'Alt', 'V'], m.key_paste_edits()]
    ]
  },
  {
    screen: 'table',
    title: m.all_photos(),
    keys: [
      [['/'], m.table_find()],
      [ARROWS, m.key_table_move()],
      [[m.key_space()], m.key_table_select()],
      [['Shift', ...ARROWS], m.key_table_range()],
      [['Ctrl', 'A'], m.key_table_all()],
      [[m.key_enter()], m.edit()],
      [['V'], m.key_overview()],
      [['Delete'], m.table_delete()]
    ]
  },
  {
    title: m.keys_looking(),
    keys: [
      [['\\'], m.key_compare()],
      [['M'], m.view_mask()],
      [['T'], m.view_alpha()],
      [['D'], m.view_doubt()],
      [['W'], m.view_white_short()],
      [['L'], m.key_loupe()],
      [['I'], m.histogram()],
      [['0'], m.key_fit()],
      [['1'], m.key_zoom_100()],
      [['2'], m.key_zoom_200()],
      [['+', '−'], m.key_zoom_steps()],
      [ARROWS, m.key_arrows()],
      [[m.key_space()], m.key_pan()]
    ]
  },
  {
    screen: 'batch',
    title: m.batch(),
    keys: [
      [['P'], m.key_batch_pause()],
      [['R'], m.key_batch_review()],
      [['↑', '↓', 'Home', 'End'], m.key_batch_rows()],
      [['1'], m.key_batch_first()]
    ]
  },
  {
    screen: 'review',
    title: m.review(),
    keys: [
      [['←', '→'], m.key_review_step()],
      [['A', m.key_enter()], m.key_review_accept()],
      [['F'], m.key_review_fix()],
      [['C'], m.review_other()],
      [['E'], m.key_review_edit()],
      [['S'], m.review_skip()],
      [['T'], m.key_review_series()],
      [['Ctrl', 'Z'], m.key_undo()],
      [['Ctrl', 'Shift', 'Z'], m.key_redo()]
    ]
  },
  {
    title: m.keys_tools(),
    keys: [
      ...TOOLS.map(({ key, label }) => [[key.toUpperCase()], label()] as const),
      [['[', ']'], m.key_size()],
      [['X'], m.key_swap()],
      [['Alt'], m.key_other()],
      [[m.key_enter()], m.key_brush()],
      [['Shift', m.key_click()], m.key_exclude()],
      [ARROWS, m.key_nudge()],
      [ARROWS, m.key_shift()],
      [['Shift', ...ARROWS], m.key_nudge_far()],
      [['Delete'], m.key_delete()],
      [['Backspace'], m.key_reset()]
    ]
  }
];
