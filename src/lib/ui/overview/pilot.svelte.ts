import * as v from 'valibot';
import type { BoardRow } from '../../domain/batch/board.ts';
import type { Job } from '../../domain/batch/job.ts';
import {
  PILOT,
  pilotEntries,
  pilotOf,
  pilotResult,
  restFiles,
  restOf,
  type PilotScope
} from '../../domain/batch/pilot.ts';
import { needsCutout, type Pace } from '../../domain/batch/queue.ts';
import type { Entry } from '../../domain/catalog/entries.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import type { Batching } from '../batch/batching.svelte.ts';
import type { EditorDesk } from '../editor/desk.svelte.ts';
import { preference } from '../shared/preference.ts';
import { readKept } from './kept.ts';

const measured = v.nullable(v.pipe(v.number(), v.minValue(0)));
const keptSchema = v.object({
  photos: v.array(v.string()),
  channels: v.array(v.string()),
  cutoutMs: measured,
  fileMs: measured,
  lanes: v.pipe(v.number(), v.minValue(1))
});

/** A pilot that was begun: kept on this device until the project is tried anew. */
type Begun = v.InferOutput<typeof keptSchema>;

const NOTHING: PilotScope = { photos: [], channels: [] };

/** What is known of the catalogue that is tried. */
interface Catalogue {
  readonly desk: EditorDesk;
  readonly batching: Batching;
  readonly entries: readonly Entry[];
  readonly channels: readonly Channel[];
  readonly board: readonly BoardRow[];
  readonly jobs: readonly Job[];
  follow(): void;
}

/** A few products first: which, what came of them, and what the rest would take. */
export class Pilot {
  readonly #catalogue: Catalogue;
  count = $state<number>(PILOT.usual);
  /** Channels left out, by their ids. */
  left = $state.raw<readonly string[]>([]);
  #begun = $state.raw<Begun | null>(null);

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#begun = readKept(this.#key, keptSchema);
  }

  get #key(): string {
    return `packshot.pilot.${this.#catalogue.desk.session.project.id}`;
  }

  readonly picked: readonly Entry[] = $derived.by(() => pilotOf(this.#catalogue.entries, this.count));
  readonly channels: readonly string[] = $derived.by(() =>
    this.#catalogue.channels.map(({ id }) => id).filter((id) => !this.left.includes(id))
  );
  /** Its products, where it was begun and they are still there. */
  readonly begun: readonly Entry[] | null = $derived.by(() => {
    const own = this.#begun ? pilotEntries(this.#catalogue.entries, this.#begun) : [];
    return own.length > 0 ? own : null;
  });
  readonly result = $derived.by(() => pilotResult(this.#catalogue.jobs, this.#begun ?? NOTHING));
  readonly pace: Pace = $derived.by(() => ({
    cutoutMs: this.#begun?.cutoutMs ?? null,
    fileMs: this.result.fileMs ?? this.#begun?.fileMs ?? null
  }));
  /** What is not made yet of all other products, in the pilot's channels. */
  readonly rest = $derived.by(() => {
    const { project } = this.#catalogue.desk.session;
    const open = restFiles(this.#catalogue.board, this.#begun ?? NOTHING);
    const cutouts = open.photos.filter((id) => needsCutout(project, id)).length;
    return { ...open, ms: restOf({ files: open.files, cutouts }, this.pace, this.#begun?.lanes ?? 1) };
  });

  toggle(channel: string): void {
    const { left } = this;
    this.left = left.includes(channel) ? left.filter((id) => id !== channel) : [...left, channel];
  }

  /** Only these products' files go into the batch. */
  async start(): Promise<void> {
    const photos = this.picked.flatMap((entry) => entry.photos.map(({ photo }) => photo.id));
    this.#write({ photos, channels: [...this.channels], cutoutMs: null, fileMs: null, lanes: 1 });
    await this.#catalogue.batching.start(photos, this.channels);
    this.#catalogue.follow();
  }

  /** The others too. */
  async goOn(): Promise<void> {
    const channels = this.#begun?.channels ?? this.channels;
    await this.#catalogue.batching.start(this.rest.photos, channels);
    this.#catalogue.follow();
  }

  /** Another one is to be chosen; what was made of this one stays. */
  forget(): void {
    this.#begun = null;
    preference.write(this.#key, null);
  }

  /** What was measured while it went on. */
  keep({ cutoutMs, fileMs, lanes }: Pace & { readonly lanes: number }): void {
    const begun = this.#begun;
    if (!begun || fileMs === null) return;
    this.#write({ ...begun, cutoutMs: cutoutMs ?? begun.cutoutMs, fileMs, lanes });
  }

  #write(begun: Begun): void {
    this.#begun = begun;
    preference.write(this.#key, JSON.stringify(begun));
  }
}
