import { IDENTITY_EDITS } from '../../../domain/document/edits.ts';
import {
  makePreset,
  onlyWith,
  PRESET_EDITS,
  presetPatch,
  touchedEdits
} from '../../../domain/document/preset.ts';
import type { Preset, PresetEdit } from '../../../domain/document/preset.ts';
import { asPackshotError, type PackshotError } from '../../../domain/errors.ts';
import { frozen } from '../../../domain/frozen.ts';
import { exportPreset, importPreset } from '../../../pipeline/presets.ts';
import { saveFile } from '../../../pipeline/save.ts';
import type { Studio } from '../../../pipeline/studio.ts';
import { m } from '../../../paraglide/messages.js';
import { notices } from '../../shared/notices.svelte.ts';
import type { EditorSession } from '../session.svelte.ts';

/** What was copied: of the page, so that it can be pasted into another project. */
const clipboard = $state<{ look: Preset | null }>({ look: null });

/** Edits that are carried from photo to photo: those that were copied, and those that are kept under a name. */
export class Looks {
  readonly #studio: Studio;
  readonly #session: EditorSession;
  /** The dialog that is open. */
  open = $state<'paste' | 'presets' | null>(null);
  list = $state.raw<readonly Preset[]>([]);
  problem = $state.raw<PackshotError | null>(null);
  /** The last one that was deleted: it can be had back as long as this is told. */
  removed = $state.raw<Preset | null>(null);

  constructor(studio: Studio, session: EditorSession) {
    this.#studio = studio;
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
    this.problem = null;
    try {
      this.#session.setEdits(presetPatch(onlyWith(look, names), own));
    } catch (error) {
      this.problem = asPackshotError(error, 'bad-request');
    }
  }

  /** Reads what is kept on this device. */
  load(): Promise<void> {
    return this.#try(async () => {
      this.list = await this.#studio.store.listPresets();
    });
  }

  keep(name: string, names: readonly PresetEdit[]): Promise<void> {
    const { edits } = this.#session;
    if (!edits) return Promise.resolve();
    return this.#save(makePreset({ id: crypto.randomUUID(), name }, edits, names));
  }

  rename(look: Preset, name: string): Promise<void> {
    return this.#save(frozen({ ...look, name }));
  }

  remove(look: Preset): Promise<void> {
    return this.#try(async () => {
      await this.#studio.store.deletePreset(look.id);
      this.list = this.list.filter((other) => other.id !== look.id);
      this.removed = look;
    });
  }

  /** Keeps again what was deleted last. */
  async restore(): Promise<void> {
    const { removed } = this;
    if (!removed) return;
    await this.#save(removed);
    if (!this.problem) this.removed = null;
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
      action: { label: m.undo(), run: () => void this.#save(removed) }
    });
  }

  write(look: Preset): Promise<void> {
    return this.#try(async () => {
      const { blob, name } = await exportPreset(this.#studio, look);
      saveFile(blob, name);
    });
  }

  read(file: Blob): Promise<void> {
    return this.#try(async () => {
      await importPreset(this.#studio, file);
      this.list = await this.#studio.store.listPresets();
    });
  }

  #save(look: Preset): Promise<void> {
    return this.#try(async () => {
      await this.#studio.store.savePreset(look);
      this.list = await this.#studio.store.listPresets();
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = asPackshotError(error, 'bad-request');
    }
  }
}
