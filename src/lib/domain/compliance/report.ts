import type { Rect } from '../pixels.ts';
import type { FixId } from './fix-id.ts';
import type { FindingReason, RuleId } from './rule.ts';

export type {
  FileReason,
  FileRuleId,
  FindingReason,
  NameReason,
  PictureReason,
  PictureRuleId,
  RuleId
} from './rule.ts';

export type Verdict = 'pass' | 'fixed' | 'review' | 'fail';
export type FindingVerdict = 'pass' | 'warn' | 'fail' | 'review' | 'not-applicable';
export type Level = 'required' | 'recommended' | 'informative';

/** Where a rule's value comes from. `checked` is the ISO date on which somebody read the page. */
export interface RuleSource {
  readonly title: string;
  readonly url: string;
  readonly checked: string;
  /** Where it is a person's own rule: why they set it. */
  readonly reason?: string;
}

/** One rule's result on one encoded file. `message` is English; screens word `rule` + `measured` + `limit` themselves. */
export interface Finding {
  readonly rule: RuleId;
  readonly verdict: FindingVerdict;
  readonly reason?: FindingReason;
  readonly measured?: number | string;
  readonly limit?: number | string;
  readonly level: Level;
  readonly source: RuleSource;
  /** In pixels of the checked file. */
  readonly region?: Rect;
  /** What would answer it. */
  readonly fix?: FixId;
  /** A person looked and says that it is right: why. */
  readonly accepted?: string;
  readonly message: string;
}

/** What no measuring decides and a person is asked: never a finding, and without weight in verdict or score. */
export interface ChecklistItem {
  /** The channel profile's word for what it forbids. */
  readonly id: string;
  readonly level: Level;
  readonly source: RuleSource;
  /** English, as what is to be true; screens word `id` themselves. Of a category or country: the channel's words. */
  readonly message: string;
  /** The category or country that the channel asks it of. */
  readonly of?: string;
  /** Whether the picture is known to be of that; absent where all are asked. */
  readonly applies?: boolean;
}

/** A finding that an automatic fix ended: as it was, and as it is in the file. */
export interface FixedFinding {
  readonly fix: FixId;
  readonly before: Finding;
  readonly after: Finding;
}

export interface FileFacts {
  readonly name: string;
  /** MIME type by the file's bytes, not by its name. */
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** What the file says of its colours: `sRGB`, `Display P3`, a profile's own name, `CMYK`; `untagged`: nothing. */
  readonly colorSpace: string;
  readonly sha256: string;
}

export interface Provenance {
  readonly app: string;
  readonly model?: string;
  /** sha256 of the canonical JSON (`canonicalJson`) of the edits that made the file. */
  readonly edits?: string;
  readonly sourceSha256?: string;
  /** Output ÷ source scale of the product; > 1 only where a required minimum asked for it. */
  readonly enlarged: number;
}

export interface Fidelity {
  readonly deltaE00Mean: number;
  readonly deltaE00P99: number;
  /** Product pixels (α = 1) that differ from the colour-managed source before resampling. */
  readonly changedPixels: number;
}

/** All rules of one channel's role, measured on one encoded and re-decoded file. */
export interface Report {
  readonly schema: 1;
  readonly channel: string;
  readonly role: string;
  /** Version of the rule pack. */
  readonly rules: string;
  readonly verdict: Verdict;
  /** 100 minus the weights of findings that are not passes. */
  readonly score: number;
  readonly file: FileFacts;
  readonly findings: readonly Finding[];
  /** What was fixed unasked, of which `findings` says how it is now. */
  readonly fixed?: readonly FixedFinding[];
  /** What only a person can tell; absent where the role asks nothing of the kind. */
  readonly checklist?: readonly ChecklistItem[];
  readonly provenance: Provenance;
  readonly fidelity?: Fidelity;
}
