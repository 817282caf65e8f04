/** `stale`: made, and would be another today; `none`: nobody has asked for it; all others as `BatchJob.state`. */
export type FileState =
  'failed' | 'review' | 'stale' | 'working' | 'queued' | 'none' | 'fixed' | 'done' | 'exported';

/** What a channel asks of a product's photos that is not there. */
export type Lack =
  | { readonly kind: 'slot'; readonly slot: string; readonly level: 'required' }
  | { readonly kind: 'role'; readonly role: string; readonly level: 'required' }
  | {
      readonly kind: 'pictures';
      readonly have: number;
      readonly want: number;
      readonly level: 'required' | 'recommended';
    };

/** A product: its id, null where photos have none, and what a person knows it by. */
export interface OverviewProduct {
  readonly product: string | null;
  readonly label: string;
}

export interface BoardRow extends OverviewProduct {
  /** Everything that its channels require may go, or has gone. */
  readonly isReady: boolean;
  readonly channels: readonly {
    readonly channel: string;
    /** The first state, in the order of `FileState`, that one of its files has; `missing`: a photo is not there. */
    readonly state: FileState | 'missing';
    readonly files: readonly {
      /** `BatchJob.id`. */
      readonly id: string;
      readonly photo: string;
      readonly slot: string;
      readonly role: string;
      readonly locale?: string;
      readonly state: FileState;
    }[];
    readonly lacks: readonly Lack[];
  }[];
}

export interface CatalogOverview {
  /** Products × the project's channels. */
  readonly board: readonly BoardRow[];
  /** Sizes of one colour share pictures and stand together. */
  readonly missing: readonly {
    readonly channel: string;
    readonly lacks: readonly Lack[];
    readonly products: readonly OverviewProduct[];
  }[];
  /** Rights that end within 30 days or are over (`days` below 0), by product id. */
  readonly expiring: readonly { readonly product: string; readonly expires: string; readonly days: number }[];
  /**
   * Every channel. `ready`: files were made and checked; `stale`: they were, and would be others today; `likely`: only sizes
   * and slots are known. Photos that are still to be checked for the last two: `unchecked`.
   */
  readonly listable: readonly {
    readonly channel: string;
    readonly products: Readonly<
      Record<'ready' | 'stale' | 'likely' | 'review' | 'fail' | 'small' | 'missing', number>
    >;
    readonly unchecked: readonly string[];
  }[];
}
