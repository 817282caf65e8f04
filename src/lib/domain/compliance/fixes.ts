import { canonicalJson } from '../document/canonical.ts';
import type { Edits, EditsPatch } from '../document/edits.ts';
import { IDENTITY_ADJUST } from '../document/edits/adjust.ts';
import { IDENTITY_BACKDROP } from '../document/edits/backdrop.ts';
import { MAX_EDGE_PX } from '../document/edits/cutout.ts';
import { IDENTITY_FRAME } from '../document/edits/frame.ts';
import { frozen } from '../frozen.ts';
import type { FixId } from './fix-id.ts';
import type { Finding, FindingReason, Report, RuleId } from './report.ts';

/** One way to answer a finding: whole edits that replace those that the file was made with. */
export interface Fix {
  readonly id: FixId;
  readonly rule: RuleId;
  /** Changes one output alone, and nothing of the product: it may be done unasked where a rule is broken. */
  readonly isSafe: boolean;
  readonly patch: EditsPatch;
}

type EditFixId = Exclude<FixId, 'remake'>;

interface Way {
  readonly isSafe: boolean;
  readonly change: (edits: Edits) => EditsPatch;
}

/** How far in an edge is moved at a time, and the softness that hides stairs; source px. */
const EDGE_STEP_PX = 1;
const SOFT_EDGE_PX = 0.7;

const { fill, padding, shift, align } = IDENTITY_FRAME;

const corrected = ({ cutout }: Edits, change: Partial<Edits['cutout']['correction']>): EditsPatch => ({
  cutout: { ...cutout, correction: { ...cutout.correction, ...change } }
});

/** A cutout is every output's, and so never changed unasked. */
const WAYS: Readonly<Record<EditFixId, Way>> = {
  placement: { isSafe: true, change: ({ frame }) => ({ frame: { ...frame, fill, padding, shift, align } }) },
  shape: { isSafe: true, change: ({ frame }) => ({ frame: { ...frame, ratio: null } }) },
  size: { isSafe: true, change: ({ frame }) => ({ frame: { ...frame, longSide: null } }) },
  crop: { isSafe: true, change: ({ crop }) => ({ crop: { ...crop, rect: null } }) },
  backdrop: { isSafe: true, change: () => ({ backdrop: IDENTITY_BACKDROP }) },
  'shadow-inside': { isSafe: true, change: ({ shadow }) => ({ shadow: { ...shadow, reachesFrame: false } }) },
  shadow: { isSafe: true, change: withoutShadow },
  marks: { isSafe: true, change: (edits) => withNotes(edits, (kind) => kind === 'magnifier') },
  insets: { isSafe: true, change: (edits) => withNotes(edits, (kind) => kind !== 'magnifier') },
  colors: { isSafe: false, change: () => ({ adjust: IDENTITY_ADJUST }) },
  edge: {
    isSafe: false,
    change: (edits) =>
      corrected(edits, { grow: Math.max(-MAX_EDGE_PX, edits.cutout.correction.grow - EDGE_STEP_PX) })
  },
  'soft-edge': {
    isSafe: false,
    change: (edits) => corrected(edits, { feather: Math.max(SOFT_EDGE_PX, edits.cutout.correction.feather) })
  },
  holes: {
    isSafe: false,
    change: ({ cutout }) => ({ cutout: { ...cutout, ask: { ...cutout.ask, holes: 'cut' } } })
  }
};

function withoutShadow({ shadow: { contact, drop, reflection, reachesFrame } }: Edits): EditsPatch {
  const none = { strength: 0 };
  return {
    shadow: {
      contact: { ...contact, ...none },
      drop: { ...drop, ...none },
      reflection: { ...reflection, ...none },
      original: none,
      reachesFrame
    }
  };
}

const withNotes = ({ annotate }: Edits, stays: (kind: string) => boolean): EditsPatch => ({
  annotate: { ...annotate, notes: annotate.notes.filter(({ kind }) => stays(kind)) }
});

/** What answers a rule's reason, the mildest first. */
const ANSWERS: Partial<Record<RuleId, Partial<Record<FindingReason, readonly EditFixId[]>>>> = {
  'background-white': {
    'not-white': ['backdrop', 'shadow-inside', 'shadow'],
    'edge-not-white': ['backdrop', 'shadow-inside', 'shadow'],
    'other-backdrop': ['backdrop', 'shadow'],
    'shadow-to-edge': ['backdrop', 'shadow-inside', 'shadow'],
    'not-measured': ['backdrop'],
    specks: ['backdrop'],
    shadow: ['backdrop', 'shadow'],
    fringe: ['backdrop', 'edge']
  },
  fill: {
    'too-small': ['placement', 'crop', 'shape'],
    'too-large': ['placement', 'crop', 'shape'],
    thin: ['placement', 'shape']
  },
  cropped: { 'cut-by-crop': ['crop'], 'cut-by-frame': ['placement', 'crop', 'shape'] },
  'safe-zone': { 'outside-zone': ['placement', 'marks'] },
  dimensions: {
    'below-minimum': ['size', 'shape', 'crop'],
    'above-maximum': ['size', 'shape'],
    'below-zoom': ['size', 'shape', 'crop'],
    'below-recommended': ['size', 'shape', 'crop'],
    'too-many-pixels': ['size', 'shape']
  },
  enlarged: { enlarged: ['size'] },
  aspect: { 'other-shape': ['shape'], 'less-liked-shape': ['shape'] },
  bytes: { 'over-limit': ['size'], 'over-advice': ['size'] },
  overlay: { marks: ['marks'], insets: ['insets'] },
  'text-grid': { 'too-many-cells': ['marks', 'insets'] },
  border: { band: ['backdrop'], 'inset-picture': ['insets', 'backdrop'] },
  alpha: { transparent: ['backdrop'] },
  'color-truth': { 'other-colours': ['colors'] },
  halo: { 'light-fringe': ['edge'], 'dark-fringe': ['edge'] },
  'jagged-edge': { steps: ['soft-edge'] },
  holes: { 'ground-inside': ['holes'] }
};

/** What of a file is put right by making it anew from the same picture. */
const REMADE: readonly RuleId[] = [
  'background-white',
  'fill',
  'border',
  'aspect',
  'format',
  'bytes',
  'dpi',
  'color-mode',
  'color-space',
  'alpha',
  'animation',
  'metadata',
  'file-name'
];

/** Whether a finding leaves something to do. */
export const isOpen = ({ verdict }: Finding): boolean =>
  verdict === 'fail' || verdict === 'review' || verdict === 'warn';

/** Whether a file cannot go as it is: a broken rule, or a doubt that only a person ends. */
export const isDoubt = ({ verdict }: Finding): boolean => verdict === 'fail' || verdict === 'review';

/**
 * What answers a finding on a file that was made with `edits`: the mildest way that would change something.
 * @param declined ways that a person has undone
 */
export function fixFor(finding: Finding, edits: Edits, declined: readonly string[] = []): Fix | null {
  if (!isOpen(finding)) return null;
  const ways = ANSWERS[finding.rule]?.[finding.reason ?? 'ok'] ?? [];
  for (const id of ways) {
    const { isSafe, change } = WAYS[id];
    const patch = change(edits);
    if (!declined.includes(id) && changes(edits, patch)) return { id, rule: finding.rule, isSafe, patch };
  }
  return null;
}

/** One fix a finding where there is one; no fix twice. */
export function fixesFor(
  { findings }: Pick<Report, 'findings'>,
  edits: Edits,
  declined: readonly string[] = []
): readonly Fix[] {
  const fixes = findings.flatMap((each) => fixFor(each, edits, declined) ?? []);
  return fixes.filter(({ id }, index) => fixes.findIndex((other) => other.id === id) === index);
}

/** All of them together, on edits as they were left by those before: two that change one edit both count. */
export const patchOf = (fixes: readonly Fix[], edits: Edits): EditsPatch =>
  fixes.reduce<EditsPatch>((patch, { id }) => {
    if (id === 'remake') return patch;
    return { ...patch, ...WAYS[id].change({ ...edits, ...patch }) };
  }, {});

const changes = (edits: Edits, patch: EditsPatch): boolean =>
  canonicalJson({ ...edits, ...patch }) !== canonicalJson(edits);

/** A report whose findings name what would answer them. @param edits null for a file that was not made here */
export function withFixes(report: Report, edits: Edits | null): Report {
  const findings = report.findings.map((finding) => {
    const fix = edits ? fixFor(finding, edits)?.id : remakeOf(finding);
    return fix ? { ...finding, fix } : finding;
  });
  return frozen({ ...report, findings });
}

/** Whether everything that holds a file from elsewhere back would be right in one made anew of the same picture. */
export function isRemakeable({ findings }: Pick<Report, 'findings'>): boolean {
  // An identifier is a person's to give, and hinders nothing.
  const doubts = findings.filter((each) => isDoubt(each) && each.reason !== 'missing-identifier');
  return doubts.length > 0 && doubts.every(({ fix }) => fix === 'remake');
}

const remakeOf = (finding: Finding): FixId | null =>
  isOpen(finding) && REMADE.includes(finding.rule) ? 'remake' : null;
