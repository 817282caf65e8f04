import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../../../src/lib/domain/compliance/apply-fixes.ts';
import { withAccepted } from '../../../../src/lib/domain/compliance/accepted.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { fixesFor, fixFor, patchOf, withFixes } from '../../../../src/lib/domain/compliance/fixes.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import type { FixId } from '../../../../src/lib/domain/compliance/fix-id.ts';
import type { Report, RuleId } from '../../../../src/lib/domain/compliance/report.ts';
import { addPhoto, createProject, findPhoto } from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_EDITS, type Edits, type EditsPatch } from '../../../../src/lib/domain/document/edits.ts';
import { IDENTITY_ADJUST } from '../../../../src/lib/domain/document/edits/adjust.ts';
import type { Note } from '../../../../src/lib/domain/document/edits/annotate.ts';
import { editsFor } from '../../../../src/lib/domain/document/resolve.ts';
import { amazon, CLEAN, defective, main } from '../samples.ts';

const WORDS: Note = {
  kind: 'text',
  id: 'a',
  color: [0, 0, 0],
  text: 'Sale',
  size: 0.1,
  bold: false,
  at: { x: 0.5, y: 0.5 },
  plate: null
};
const LENS: Note = {
  kind: 'magnifier',
  id: 'b',
  color: [0, 0, 0],
  at: { x: 0.2, y: 0.2 },
  radius: 0.1,
  target: { x: 10, y: 10 },
  zoom: 2
};
const { frame, shadow, annotate, crop } = IDENTITY_EDITS;
const THROWN = { ...shadow, contact: { ...shadow.contact, strength: 0.8 } };

interface Case {
  readonly rule: RuleId;
  readonly fix: FixId;
  /** What the seller did, and what of it is measured. */
  readonly edits: EditsPatch;
  readonly measured: Measurements;
  /** Whether the same would be measured with other edits. */
  readonly isStill: (edits: Edits) => boolean;
}

const blue = { kind: 'color', color: [0, 80, 200] } as const;
const CASES: readonly Case[] = [
  {
    rule: 'background-white',
    fix: 'backdrop',
    edits: { backdrop: blue },
    measured: defective({ background: { farMin: 0, farNotWhite: 9, ringWhite: 0 } }),
    isStill: ({ backdrop }) => backdrop.kind !== 'channel'
  },
  {
    rule: 'background-white',
    fix: 'shadow-inside',
    edits: { shadow: { ...THROWN, reachesFrame: true } },
    measured: defective({ background: { ringWhite: 0.9 } }),
    isStill: (edits) => edits.shadow.reachesFrame
  },
  {
    rule: 'background-white',
    fix: 'shadow',
    edits: { shadow: THROWN },
    measured: defective({ background: { thrownMin: 200, thrownPixels: 900_000 } }),
    isStill: (edits) => edits.shadow.contact.strength > 0
  },
  {
    rule: 'fill',
    fix: 'placement',
    edits: { frame: { ...frame, fill: 0.5, padding: 0.2 } },
    measured: defective({ fill: { longSide: 0.5 } }),
    isStill: (edits) => edits.frame.fill !== null
  },
  {
    rule: 'fill',
    fix: 'crop',
    edits: { crop: { ...crop, rect: { x: 0, y: 0, width: 0.5, height: 1 } } },
    measured: defective({ fill: { longSide: 0.5 } }),
    isStill: (edits) => edits.crop.rect !== null
  },
  {
    rule: 'cropped',
    fix: 'crop',
    edits: { crop: { ...crop, rect: { x: 0, y: 0, width: 0.5, height: 1 } } },
    measured: defective({ crop: { isCutByCrop: true } }),
    isStill: (edits) => edits.crop.rect !== null
  },
  {
    rule: 'cropped',
    fix: 'placement',
    edits: { frame: { ...frame, fill: 1 } },
    measured: defective({ crop: { outputEdgePixels: 400 } }),
    isStill: (edits) => edits.frame.fill === 1
  },
  {
    rule: 'dimensions',
    fix: 'size',
    edits: { frame: { ...frame, longSide: 400 } },
    measured: defective({ file: { width: 400, height: 400 } }),
    isStill: (edits) => edits.frame.longSide !== null
  },
  {
    rule: 'enlarged',
    fix: 'size',
    edits: { frame: { ...frame, longSide: 8000 } },
    measured: defective({ enlarged: 3 }),
    isStill: (edits) => edits.frame.longSide !== null
  },
  {
    rule: 'overlay',
    fix: 'marks',
    edits: { annotate: { ...annotate, notes: [WORDS, LENS] } },
    measured: defective({ overlay: { marks: 1 } }),
    isStill: (edits) => edits.annotate.notes.some(({ kind }) => kind === 'text')
  },
  {
    rule: 'overlay',
    fix: 'insets',
    edits: { annotate: { ...annotate, notes: [LENS] } },
    measured: defective({ overlay: { insets: 1 } }),
    isStill: (edits) => edits.annotate.notes.length > 0
  },
  {
    rule: 'border',
    fix: 'backdrop',
    edits: { backdrop: blue },
    measured: defective({ picture: { ...CLEAN.picture, border: { ...CLEAN.picture.border, top: 20 } } }),
    isStill: ({ backdrop }) => backdrop.kind !== 'channel'
  },
  {
    rule: 'color-truth',
    fix: 'colors',
    edits: { adjust: { ...IDENTITY_ADJUST, exposure: 1 } },
    measured: defective({ fidelity: { deltaE00Mean: 6 } }),
    isStill: ({ adjust }) => adjust.exposure !== 0
  }
];

const reportOf = (measured: Measurements): Report =>
  evaluate(measured, amazon, main, { app: 'test', edits: 'e'.repeat(64), enlarged: 1 });
const findingOf = (measured: Measurements, rule: RuleId) =>
  reportOf(measured).findings.find((finding) => finding.rule === rule)!;

describe('a fix', () => {
  it.each(CASES.map((each) => [each.rule, each.fix, each] as const))(
    'of %s by %s ends the finding, and is named in the report',
    (rule, fix, { edits: patch, measured, isStill }) => {
      const edits = { ...IDENTITY_EDITS, ...patch };
      expect(isStill(edits)).toBe(true);
      const found = findingOf(measured, rule);
      const answer = fixFor(found, edits);
      expect(answer?.id).toBe(fix);
      const named = withFixes(reportOf(measured), edits).findings.find((each) => each.rule === rule);
      expect(named?.fix).toBe(fix);
      const fixed = { ...edits, ...answer!.patch };
      expect(isStill(fixed)).toBe(false);
      expect(findingOf(CLEAN, rule).verdict).toBe('pass');
      expect(fixFor(findingOf(CLEAN, rule), fixed)).toBeNull();
    }
  );

  it('that would change nothing is none: nobody is offered a button without effect', () => {
    for (const { rule, measured } of CASES)
      expect(fixFor(findingOf(measured, rule), IDENTITY_EDITS)).toBeNull();
  });

  it('of the cutout is never safe: it is every output’s', () => {
    const measured = defective({ picture: { ...CLEAN.picture, holes: { pixels: 50, region: null } } });
    expect(fixFor(findingOf(measured, 'holes'), IDENTITY_EDITS)).toMatchObject({
      id: 'holes',
      isSafe: false
    });
  });

  it('that was undone is passed over for the next one', () => {
    const [first] = CASES;
    const edits = { ...IDENTITY_EDITS, ...first!.edits, shadow: { ...THROWN, reachesFrame: true } };
    const found = findingOf(first!.measured, 'background-white');
    expect(fixFor(found, edits, ['backdrop'])?.id).toBe('shadow-inside');
  });

  it('of one edit does not undo another of the same edit', () => {
    const edits = { ...IDENTITY_EDITS, frame: { ...frame, fill: 0.5, longSide: 400 } };
    const measured = defective({ file: { width: 400, height: 400 }, fill: { longSide: 0.5 } });
    const patch = patchOf(fixesFor(reportOf(measured), edits), edits);
    expect(patch.frame).toEqual(frame);
  });

  it('of a file from elsewhere is to make it anew, where that helps', () => {
    const report = withFixes(reportOf(defective({ format: 'gif', crop: { outputEdgePixels: 9 } })), null);
    const fixes = Object.fromEntries(report.findings.map(({ rule, fix }) => [rule, fix]));
    expect(fixes['format']).toBe('remake');
    expect(fixes['cropped']).toBeUndefined();
    expect(fixes['fill']).toBeUndefined();
  });
});

describe('fixes that are applied', () => {
  it('become one output’s own; the photo and its other outputs stay', () => {
    const photo = {
      id: 'p',
      name: 'a.jpg',
      source: { sha256: 'a'.repeat(64), bytes: 1, type: 'image/jpeg' },
      size: { width: 10, height: 10 },
      edits: { ...IDENTITY_EDITS, backdrop: blue }
    };
    const project = addPhoto(createProject({ id: 'x', name: 'x', channels: ['amazon'] }), photo);
    const fixes = fixesFor(reportOf(CASES[0]!.measured), photo.edits);
    const after = findPhoto(applyFixes(project, 'p', 'amazon/main', fixes), 'p');
    expect(editsFor(after, 'amazon/main').backdrop).toEqual({ kind: 'channel' });
    expect(after.edits).toEqual(photo.edits);
    expect(editsFor(after, 'amazon/secondary').backdrop).toEqual(blue);
  });
});

describe('a doubt that a person accepted', () => {
  const measured = defective({ confidence: 0.2 });
  const accepted = (edits: string, rule = 'cutout-confidence', reason = 'unsure') => ({
    accepted: [{ rule, reason, why: 'looked at it', edits }],
    declined: []
  });

  it('passes, and says why', () => {
    const report = withAccepted(reportOf(measured), accepted('e'.repeat(64)));
    expect(report.verdict).toBe('pass');
    expect(report.score).toBe(100);
    expect(report.findings.find(({ rule }) => rule === 'cutout-confidence')).toMatchObject({
      verdict: 'pass',
      accepted: 'looked at it'
    });
  });

  it('is doubtful again once the picture is another', () => {
    expect(withAccepted(reportOf(measured), accepted('f'.repeat(64))).verdict).toBe('review');
  });

  it('never is a broken rule', () => {
    const broken = reportOf(defective({ format: 'gif' }));
    const report = withAccepted(broken, accepted('e'.repeat(64), 'format', 'not-accepted'));
    expect(report.verdict).toBe('fail');
  });
});
