import { IDENTITY_EDITS } from '../../../domain/document/edits.ts';
import {
  makePreset,
  onlyWith,
  PRESET_EDITS,
  presetPatch,
  touchedEdits
} from '../../../domain/document/preset.ts';
import type { Preset, PresetEdit } from '../../../domain/document/preset.ts';
import { frozen } from '../../../domain/frozen.ts';
import { exportPreset, importPreset } from '../../../pipeline/presets.ts';
import type { Studio } from '../../../pipeline/studio.ts';
import { m } from '../../../paraglide/messages.js';
import { KeptLooks } from '../../shared/kept-looks.svelte.ts';
import { notices } from '../../shared/notices.svelte.ts';
import type { EditorSession } from '../session.svelte.ts';

/** What was copied: of the page, so that it can be pasted into another project. */
const clipboard = $state<{ look: Preset | null }>({ look: null });

/** Edits that are carried from photo to photo: those that were copied, and those that are kept under a name. */
export class Looks extends KeptLooks<Preset> {
  readonly #session: EditorSession;
  /** The dialog that is open. */
  open = $state<'paste' | 'presets' | null>(null);

  constructor(studio: Studio, session: EditorSession) {
    super({
      list: () => studio.store.listPresets(),
      save: (preset) => studio.store.savePreset(preset),
      delete: (id) => studio.store.deletePreset(id),
      write: (preset) => exportPreset(studio, preset),
      read: (file) => importPreset(studio, file)
    });
    this.#session = session;
  }

  get copied(): Preset | null {
    return clipboard.look;
  }

  /** Edits of the output that is looked at which do something. */
  get touched(): readonly PresetEdit[] {
    const { edits } = this.#session;
    return edits ? touchedEdits(edits) : [];
  }

  /** What was copied that does something. */
  get copiedUseful(): readonly PresetEdit[] {
    return this.copied ? touchedEdits({ ...IDENTITY_EDITS, ...this.copied.edits }) : [];
  }

  /** Copies the edits of the output that is looked at. */
  copy(): void {
    const { edits } = this.#session;
    if (!edits) return;
    clipboard.look = makePreset({ id: 'copied', name: '' }, edits, PRESET_EDITS);
    notices.say({ id: 'copied', tone: 'info', title: m.edits_copied() });
  }

  /** Gives the photo that is looked at some edits of a look; one step. */
  apply(look: Preset, names: readonly PresetEdit[]): void {
    const { edits: own } = this.#session;
    if (!own) return;
    this.change(() => this.#session.setEdits(presetPatch(onlyWith(look, names), own)));
  }

  keep(name: string, names: readonly PresetEdit[]): Promise<void> {
    const { edits } = this.#session;
    if (!edits) return Promise.resolve();
    return this.save(makePreset({ id: crypto.randomUUID(), name }, edits, names));
  }

  rename(look: Preset, name: string): Promise<void> {
    return this.save(frozen({ ...look, name }));
  }

  /** The dialog is gone, and with it the place in which a deletion was told: now the page tells it. */
  closed(): void {
    const { removed } = this;
    this.open = this.removed = null;
    if (!removed) return;
    notices.say({
      id: 'preset-removed',
      tone: 'info',
      title: m.preset_removed({ name: removed.name }),
      action: { label: m.undo(), run: () => void this.save(removed) }
    });
  }
}
