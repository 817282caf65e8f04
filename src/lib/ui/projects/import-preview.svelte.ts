import type { Placement } from '../../domain/catalog/grouping.ts';
import type { ClashChoice, Placing } from '../../domain/catalog/placing.ts';
import { productKey } from '../../domain/catalog/grouping.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import type { CatalogTable } from '../../pipeline/csv.ts';
import type {
  IntakeList,
  KnownNames,
  proposals,
  placesOf,
  placingOf,
  withKeys,
  Sorting,
  sortIntake
} from '../../pipeline/intake.ts';

/** A table as it was read, or why it cannot be. */
export interface ReadTable {
  readonly name: string;
  readonly table?: CatalogTable;
  readonly error?: PackshotError;
}

/** Functions of `pipeline/intake`, which is fetched when files come. */
interface Sorter {
  readonly sortIntake: typeof sortIntake;
  readonly placesOf: typeof placesOf;
  readonly placingOf: typeof placingOf;
  readonly proposals: typeof proposals;
  readonly withKeys: typeof withKeys;
}

/** A product with its files, as they would be taken in. */
export interface PreviewedProduct {
  readonly key: string;
  readonly label: string;
  readonly files: readonly {
    readonly name: string;
    readonly slot: string | null;
    readonly isLeft: boolean;
  }[];
}

/** What would become of many files; a person looks at it, changes the patterns, and says yes or no. */
export class ImportPreview {
  readonly list: IntakeList;
  readonly tables: readonly ReadTable[];
  /** Resolves once the person has answered. */
  readonly answer: Promise<boolean>;
  /** Patterns as they are typed, one a line. */
  text = $state('');
  choice = $state<ClashChoice>('next');
  #sorted: { sorting: Sorting; problem: PackshotError | null } = $derived.by(() => this.#sort());
  readonly #known: KnownNames;
  readonly #sorter: Sorter;
  readonly #first: Sorting;
  #answer: (isWanted: boolean) => void = () => {};

  constructor(list: IntakeList, tables: readonly ReadTable[], known: KnownNames, sorter: Sorter) {
    this.list = list;
    this.tables = tables;
    this.#sorter = sorter;
    const keys = tables.flatMap(({ table }) => table?.rows.flatMap((row) => productKey(row) ?? []) ?? []);
    this.#known = sorter.withKeys(known, keys);
    this.answer = new Promise((resolve) => (this.#answer = resolve));
    this.#first = sorter.sortIntake(list.items, this.#known);
    this.text = this.#first.templates.join('\n');
  }

  /** The patterns as they are used: the typed ones, or the last that could be. */
  get templates(): readonly string[] {
    return this.#sorted.sorting.templates;
  }

  /** Why the typed patterns cannot be used. */
  get problem(): PackshotError | null {
    return this.#sorted.problem;
  }

  get clashes(): Sorting['grouping']['clashes'] {
    return this.#sorted.sorting.grouping.clashes;
  }

  /** By file; null for one that is left out. */
  get places(): readonly (Placement | null)[] {
    return this.#sorter.placesOf(this.#sorted.sorting, this.choice);
  }

  /** Gives files their places as they are taken in. */
  placing(): Placing {
    return this.#sorter.placingOf(this.#sorted.sorting, this.choice);
  }

  /** Other patterns that fit. */
  readonly others = $derived.by(() =>
    this.#sorter
      .proposals(this.list.items, this.#known.keys)
      .filter(({ pattern }) => !this.templates.includes(pattern))
      .slice(0, 4)
  );

  readonly products: readonly PreviewedProduct[] = $derived.by(() => {
    const { grouping } = this.#sorted.sorting;
    const { places } = this;
    return [...grouping.products].map(([key, files]) => ({
      key,
      label: key.replace(/^(sku|id) /, ''),
      files: files.map((file) => ({
        name: this.list.items[file]!.name,
        slot: places[file]?.slot ?? null,
        isLeft: places[file] === null
      }))
    }));
  });

  /** Files that no pattern reads. */
  get loose(): readonly string[] {
    const { placements } = this.#sorted.sorting.grouping;
    return placements.filter(({ key }) => key === null).map(({ file }) => this.list.items[file]!.path);
  }

  /** Files that would be taken in. */
  get count(): number {
    return this.places.filter((place) => place !== null).length;
  }

  /** A table came, or more than `few` files of which most say what they are. */
  isWorthAsking(few: number): boolean {
    const all = this.list.items.length;
    const placed = all - this.loose.length;
    return this.tables.length > 0 || (all > few && placed > 1 && placed >= all / 2);
  }

  confirm(): void {
    this.#answer(true);
  }

  cancel(): void {
    this.#answer(false);
  }

  #sort(): { sorting: Sorting; problem: PackshotError | null } {
    const templates = this.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    try {
      return { sorting: this.#sorter.sortIntake(this.list.items, this.#known, templates), problem: null };
    } catch (error) {
      return { sorting: this.#first, problem: asPackshotError(error, 'bad-request') };
    }
  }
}
