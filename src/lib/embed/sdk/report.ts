/** In px; (0, 0) is the top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** One rule's result. */
export interface Finding {
  readonly rule: string;
  readonly verdict: 'pass' | 'warn' | 'fail' | 'review' | 'not-applicable';
  readonly measured?: number | string;
  readonly limit?: number | string;
  readonly level: 'required' | 'recommended' | 'informative';
  /** Where the rule is written, and the ISO date on which somebody read it. */
  readonly source: {
    readonly title: string;
    readonly url: string;
    readonly checked: string;
    /** Where it is a rule that a person set: why. */
    readonly reason?: string;
  };
  /** In pixels of the checked file. */
  readonly region?: Rect;
  /** What would answer it, for `fix`; `remake`: of a file from elsewhere, that it is made anew from a photo. */
  readonly fix?: FixId;
  /** A person looked and says that it is right: why. */
  readonly accepted?: string;
  readonly message: string;
}

/**
 * `placement` (size and place of the product), `shape`, `size`: as the channel asks · `crop`: nothing is cut off ·
 * `backdrop`: the channel's · `shadow-inside`: off the frame · `shadow`, `marks`, `insets`: none · `colors`: the photo's
 * own · `edge`: 1 px further in · `soft-edge` · `holes`: cut out again, with every hole · `remake`: see `Finding.fix`.
 */
export type FixId =
  | 'placement'
  | 'shape'
  | 'size'
  | 'crop'
  | 'backdrop'
  | 'shadow-inside'
  | 'shadow'
  | 'marks'
  | 'insets'
  | 'colors'
  | 'edge'
  | 'soft-edge'
  | 'holes'
  | 'remake';

/** What only a person can tell. */
export interface ChecklistItem {
  /** The channel profile's word for what it forbids. */
  readonly id: string;
  readonly level: Finding['level'];
  readonly source: Finding['source'];
  /** As what is to be true; of a category or a country in the channel's words. */
  readonly message: string;
  /** The category or country that it is asked of. */
  readonly of?: string;
  /** Whether the picture is known to be of that. */
  readonly applies?: boolean;
}

/** A finding that was fixed unasked: as it was, and as it is in the file. */
export interface FixedFinding {
  readonly fix: FixId;
  readonly before: Finding;
  readonly after: Finding;
}

/** What a package has, and what it has not and why. */
export interface Manifest {
  readonly schema: 1;
  readonly files: readonly {
    /** Its path in the ZIP: `channel/name`, of a country's set `channel/DE/name`. */
    readonly name: string;
    /** Id of the photo. */
    readonly photo: string;
    /** Where the picture is another size's: id of the product that the file is for. */
    readonly product?: string;
    /** What that other size is known by: its SKU, else identifier or title. */
    readonly sharedFrom?: string;
    readonly channel: string;
    readonly role: string;
    readonly locale?: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly verdict: Report['verdict'];
    /** Against the last file that went into its product's slot at its channel. */
    readonly change?: 'new' | 'replaced' | 'unchanged';
  }[];
  /** `reason`: `channel/role: review`, with an error's code in brackets. */
  readonly skipped: readonly {
    readonly photo: string;
    readonly product?: string;
    readonly sharedFrom?: string;
    readonly reason: string;
  }[];
  /** Slots that were exported before and have no file now: what the channel shows in them stays. */
  readonly missing?: readonly {
    readonly name: string;
    readonly photo: string;
    readonly channel: string;
    readonly role: string;
    readonly slot: string;
    readonly country?: string;
  }[];
}

/** All rules of one channel's role, measured on one encoded file. */
export interface Report {
  readonly schema: 1;
  readonly channel: string;
  readonly role: string;
  readonly rules: string;
  readonly verdict: 'pass' | 'fixed' | 'review' | 'fail';
  /** 100 minus the weights of findings that are not passes. */
  readonly score: number;
  readonly file: {
    readonly name: string;
    readonly type: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
    /** `sRGB`, `Display P3`, `Adobe RGB`, a profile's own name, `CMYK`; `untagged` where the file says nothing. */
    readonly colorSpace: string;
    readonly sha256: string;
  };
  readonly findings: readonly Finding[];
  /** What was fixed unasked (`RenderOptions.fix`, `export`). */
  readonly fixed?: readonly FixedFinding[];
  /** What no measuring decides: statements for a person to hold against the picture. Without weight in the verdict. */
  readonly checklist?: readonly ChecklistItem[];
  readonly provenance: {
    readonly app: string;
    readonly model?: string;
    readonly edits?: string;
    readonly sourceSha256?: string;
    /** Output ÷ source scale of the product. */
    readonly enlarged: number;
  };
  readonly fidelity?: {
    readonly deltaE00Mean: number;
    readonly deltaE00P99: number;
    readonly changedPixels: number;
  };
}
