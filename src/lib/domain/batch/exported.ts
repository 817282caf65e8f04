import type { PlannedFile, PlanScope } from './planned.ts';
import type { Problem } from './problems.ts';
import { isSlot, MAIN } from './slots.ts';
import { leftOutKey } from './wishes.ts';

/** What became of a slot's picture since the last export to its channel. */
export type Change = 'new' | 'replaced' | 'unchanged';

/** A file that has gone to a channel: what the channel shows in a slot until another one goes there. Plain JSON. */
export interface ExportedFile {
  /** `slotId`: one slot has one file. */
  readonly id: string;
  readonly project: string;
  readonly channel: string;
  readonly role: string;
  readonly country?: string;
  /** `Listing.key` */
  readonly listing: string;
  /** `Listing.label` */
  readonly label: string;
  readonly slot: string;
  readonly photo: string;
  /** Of a picture that is another size's: id of the product that the file was for. */
  readonly product?: string;
  readonly name: string;
  readonly sha256: string;
  /** Epoch ms. */
  readonly at: number;
}

type Place = Pick<PlannedFile, 'channel' | 'country' | 'listing' | 'slot'>;

/** Which slot of which product in which set is meant; JSON, since the parts may have any character. */
export const slotId = (project: string, { channel, country, listing, slot }: Place): string =>
  JSON.stringify([project, channel, country ?? '', listing, slot]);

type Shown = Pick<PlannedFile, 'channel' | 'country' | 'listing' | 'slot' | 'photo' | 'product'>;

const photoId = ({ channel, country, slot, photo, product }: Omit<Shown, 'listing'>): string =>
  JSON.stringify([channel, country ?? '', slot, photo, product ?? '']);

/** What has gone so far, by slot. */
export class PastExports {
  readonly files: readonly ExportedFile[];
  readonly #project: string;
  readonly #bySlot: ReadonlyMap<string, ExportedFile>;
  readonly #byPhoto: ReadonlyMap<string, ExportedFile>;

  constructor(project: string, files: readonly ExportedFile[]) {
    this.files = files;
    this.#project = project;
    this.#bySlot = new Map(files.map((file) => [file.id, file]));
    this.#byPhoto = new Map(files.map((file) => [photoId(file), file]));
  }

  /** The file that is in a slot now. A product that got its SKU since is known by its photo. */
  in(place: Shown): ExportedFile | undefined {
    return this.#bySlot.get(slotId(this.#project, place)) ?? this.#byPhoto.get(photoId(place));
  }

  /** The same bytes under the same name are the same file. */
  changeOf(place: Shown, { name, sha256 }: Pick<ExportedFile, 'name' | 'sha256'>): Change {
    const before = this.in(place);
    if (!before) return 'new';
    return before.name === name && before.sha256 === sha256 ? 'unchanged' : 'replaced';
  }

  /**
   * Files of slots that were asked for and for which none of `files` is: their channel goes on showing them, since a
   * picture is replaced and never deleted. What a person left out, and roles that have no slot, are not missed.
   */
  missing({ sets, photos, leftOut }: PlanScope, files: readonly PlannedFile[]): readonly ExportedFile[] {
    const covered = new Set(files.flatMap((file) => this.in(file)?.id ?? []));
    const asked = new Set(sets.map(({ channel, country }) => JSON.stringify([channel, country])));
    return this.files.filter(
      ({ id, channel, country, listing, slot, photo }) =>
        isSlot(slot) &&
        asked.has(JSON.stringify([channel, country])) &&
        (photos?.includes(photo) ?? true) &&
        !leftOut?.has(leftOutKey(listing, channel)) &&
        !covered.has(id)
    );
  }
}

/** What a person should know of slots that would go without a file: of each MAIN, and of the others by channel. */
export function missingProblems(missing: readonly ExportedFile[]): readonly Problem[] {
  const mains = missing.filter(({ slot }) => slot === MAIN);
  const others = missing.filter(({ slot }) => slot !== MAIN);
  return [
    ...mains.map(({ id, channel, label, name }): Problem => ({
      kind: 'main-gone',
      id,
      channel,
      label,
      name
    })),
    ...[...new Set(others.map(({ channel }) => channel))].map((channel): Problem => {
      const names = others.filter((each) => each.channel === channel).map(({ name }) => name);
      return { kind: 'slots-gone', channel, names };
    })
  ];
}
