import { describe, expect, it } from 'vitest';
import { fixFor, isRemakeable, patchOf, withFixes } from '../../../../src/lib/domain/compliance/fixes.ts';
import type { FixId } from '../../../../src/lib/domain/compliance/fix-id.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { safeFixes } from '../../../../src/lib/domain/compliance/policy.ts';
import type { Finding, FindingReason, RuleId } from '../../../../src/lib/domain/compliance/report.ts';
import { IDENTITY_EDITS, type Edits } from '../../../../src/lib/domain/document/edits.ts';
import { MAX_EDGE_PX } from '../../../../src/lib/domain/document/edits/cutout.ts';
import type { Note } from '../../../../src/lib/domain/document/edits/annotate.ts';
import { amazon, CLEAN, main } from '../samples.ts';

const { adjust, annotate, crop, cutout, frame, shadow } = IDENTITY_EDITS;
const note = (kind: Note['kind']) => ({ id: kind, kind }) as Note;
const notes = [note('text'), note('magnifier'), note('arrow')];

/** Everything that a fix undoes was done. */
const BUSY: Edits = {
  ...IDENTITY_EDITS,
  frame: { ...frame, fill: 0.5, longSide: 400, ratio: 2 },
  crop: { ...crop, rect: { x: 0, y: 0, width: 0.5, height: 1 } },
  backdrop: { kind: 'color', color: [0, 80, 200] },
  shadow: {
    contact: { ...shadow.contact, strength: 0.5 },
    drop: { ...shadow.drop, strength: 0.5 },
    reflection: { ...shadow.reflection, strength: 0.5 },
    original: { strength: 0.5 },
    reachesFrame: true
  },
  annotate: { ...annotate, notes },
  adjust: { ...adjust, exposure: 1 }
};

const found = (rule: RuleId, reason: FindingReason, verdict: Finding['verdict'] = 'fail'): Finding => ({
  ...evaluate(CLEAN, amazon, main, { app: 'test', enlarged: 1 }).findings[0]!,
  rule,
  reason,
  verdict
});

/** What is offered, and what then where a person undid that, and so on. */
function waysOf(finding: Finding, edits = BUSY): FixId[] {
  const ways: FixId[] = [];
  for (let fix = fixFor(finding, edits); fix; fix = fixFor(finding, edits, ways)) ways.push(fix.id);
  return ways;
}

const after = (id: FixId, edits = BUSY): Edits => ({
  ...edits,
  ...patchOf([{ id, rule: 'fill', isSafe: true, patch: {} }], edits)
});

describe('the mildest answer comes first', () => {
  it.each<[RuleId, FindingReason, FixId[]]>([
    ['background-white', 'not-white', ['backdrop', 'shadow-inside', 'shadow']],
    ['background-white', 'edge-not-white', ['backdrop', 'shadow-inside', 'shadow']],
    ['background-white', 'shadow-to-edge', ['backdrop', 'shadow-inside', 'shadow']],
    ['background-white', 'not-measured', ['backdrop']],
    ['background-white', 'specks', ['backdrop']],
    ['background-white', 'shadow', ['backdrop', 'shadow']],
    ['background-white', 'fringe', ['backdrop', 'edge']],
    ['fill', 'too-small', ['placement', 'crop', 'shape']],
    ['fill', 'too-large', ['placement', 'crop', 'shape']],
    ['fill', 'thin', ['placement', 'shape']],
    ['cropped', 'cut-by-crop', ['crop']],
    ['cropped', 'cut-by-frame', ['placement', 'crop', 'shape']],
    ['safe-zone', 'outside-zone', ['placement', 'marks']],
    ['dimensions', 'below-minimum', ['size', 'shape', 'crop']],
    ['dimensions', 'above-maximum', ['size', 'shape']],
    ['dimensions', 'below-zoom', ['size', 'shape', 'crop']],
    ['dimensions', 'below-recommended', ['size', 'shape', 'crop']],
    ['dimensions', 'too-many-pixels', ['size', 'shape']],
    ['enlarged', 'enlarged', ['size']],
    ['aspect', 'other-shape', ['shape']],
    ['aspect', 'less-liked-shape', ['shape']],
    ['bytes', 'over-limit', ['size']],
    ['bytes', 'over-advice', ['size']],
    ['overlay', 'marks', ['marks']],
    ['overlay', 'insets', ['insets']],
    ['text-grid', 'too-many-cells', ['marks', 'insets']],
    ['border', 'band', ['backdrop']],
    ['border', 'inset-picture', ['insets', 'backdrop']],
    ['alpha', 'transparent', ['backdrop']],
    ['color-truth', 'other-colours', ['colors']],
    ['halo', 'light-fringe', ['edge']],
    ['halo', 'dark-fringe', ['edge']],
    ['jagged-edge', 'steps', ['soft-edge']],
    ['holes', 'ground-inside', ['holes']],
    ['file-name', 'space', []]
  ])('%s, %s: %j', (rule, reason, ways) => {
    expect(waysOf(found(rule, reason))).toEqual(ways);
  });

  it('and what passes needs none', () => {
    expect(waysOf(found('fill', 'too-small', 'pass'))).toEqual([]);
    expect(waysOf(found('fill', 'too-small', 'not-applicable'))).toEqual([]);
    expect(waysOf(found('fill', 'too-small', 'warn'))).not.toEqual([]);
  });

  it('done unasked is only what changes one output and nothing of the product', () => {
    const findings = [
      found('background-white', 'not-white'),
      found('fill', 'too-small'),
      found('aspect', 'other-shape'),
      found('dimensions', 'below-minimum'),
      found('cropped', 'cut-by-crop'),
      found('overlay', 'marks'),
      found('overlay', 'insets'),
      found('color-truth', 'other-colours'),
      found('halo', 'dark-fringe'),
      found('jagged-edge', 'steps'),
      found('holes', 'ground-inside')
    ];
    const safe = ['backdrop', 'placement', 'shape', 'size', 'crop', 'marks', 'insets'];
    expect(safeFixes({ findings }, BUSY).map(({ id }) => id)).toEqual(safe);
    const again = safeFixes({ findings: findings.slice(0, 1) }, BUSY, ['backdrop', 'shadow-inside']);
    expect(again.map(({ id }) => id)).toEqual(['shadow']);
  });
});

describe('an answer changes what it names and nothing else', () => {
  const { correction } = cutout;
  const grown = (grow: number): Edits => ({
    ...BUSY,
    cutout: { ...cutout, correction: { ...correction, grow } }
  });
  const soft = (feather: number): Edits => ({
    ...BUSY,
    cutout: { ...cutout, correction: { ...correction, feather } }
  });

  it('an edge is moved in by a pixel, and not farther than the limit', () => {
    expect(after('edge', grown(2))).toEqual(grown(1));
    expect(after('edge', grown(-MAX_EDGE_PX))).toEqual(grown(-MAX_EDGE_PX));
  });

  it('an edge is softened, and none made harder', () => {
    expect(after('soft-edge', soft(0))).toEqual(soft(0.7));
    expect(after('soft-edge', soft(3))).toEqual(soft(3));
  });

  it('holes are asked for, and the rest of the question stays', () => {
    expect(after('holes')).toEqual({ ...BUSY, cutout: { ...cutout, ask: { ...cutout.ask, holes: 'cut' } } });
  });

  it('marks leave the magnifiers, insets leave the marks', () => {
    expect(after('marks').annotate).toEqual({ ...annotate, notes: [note('magnifier')] });
    expect(after('insets').annotate).toEqual({ ...annotate, notes: [note('text'), note('arrow')] });
  });

  it('a shadow of any kind goes, but how it was drawn stays', () => {
    const gone = after('shadow').shadow;
    const strengths = [gone.contact, gone.drop, gone.reflection, gone.original].map(
      ({ strength }) => strength
    );
    expect(strengths).toEqual([0, 0, 0, 0]);
    expect({ ...gone.contact, strength: 0.5 }).toEqual(BUSY.shadow.contact);
    expect({ ...gone.drop, strength: 0.5 }).toEqual(BUSY.shadow.drop);
    expect({ ...gone.reflection, strength: 0.5 }).toEqual(BUSY.shadow.reflection);
    expect(after('shadow-inside').shadow).toEqual({ ...BUSY.shadow, reachesFrame: false });
  });

  it('shape, size, crop and place each leave the rest of the frame', () => {
    expect(after('shape').frame).toEqual({ ...BUSY.frame, ratio: null });
    expect(after('size').frame).toEqual({ ...BUSY.frame, longSide: null });
    expect(after('crop').crop).toEqual(crop);
    expect(after('placement').frame).toEqual({ ...BUSY.frame, fill: frame.fill });
    expect(after('remake')).toEqual(BUSY);
  });
});

describe('a file from elsewhere is made anew', () => {
  const report = evaluate(CLEAN, amazon, main, { app: 'test', enlarged: 1 });
  const remade = (...findings: Finding[]) => withFixes({ ...report, findings }, null);

  it.each<RuleId>([
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
  ])('for %s, where it is open', (rule) => {
    expect(remade(found(rule, 'unknown')).findings[0]?.fix).toBe('remake');
    expect(remade(found(rule, 'unknown', 'pass')).findings[0]?.fix).toBeUndefined();
  });

  it('where all that holds it back would be right then', () => {
    const [shape, blurred] = [found('aspect', 'other-shape'), found('blur', 'blurred', 'review')];
    const unnamed = found('cutout-confidence', 'missing-identifier', 'review');
    expect(isRemakeable(remade(shape))).toBe(true);
    expect(isRemakeable(remade(shape, unnamed))).toBe(true);
    expect(isRemakeable(remade(shape, blurred))).toBe(false);
    expect(isRemakeable(remade(unnamed))).toBe(false);
    expect(isRemakeable(remade({ ...shape, verdict: 'warn' }))).toBe(false);
  });
});
