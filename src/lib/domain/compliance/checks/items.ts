import { basisOf, finding, percent, type Case, type Outcome } from '../finding.ts';
import type { Finding, RuleId } from '../report.ts';
import { forbids, OUR_ADVICE } from './advice.ts';

/** What profiles call more than one thing in a picture. */
const SEVERAL = ['multiple-products', 'multiple-variants', 'multiple-views-of-product', 'collage'];
const VIEWS = ['multiple-views-of-product', 'collage', 'multiple-products'];

/** Likeness in size and colours from which two pieces may be one product shown twice. */
const ALIKE = 0.6;

/**
 * One product is shown. Pairs, sets and parts are several pieces too, and right: a person decides. `measured` counts
 * separate pieces of at least 5 % of the largest (compliance.md 3.7).
 */
export function severalItems(subject: Case): Finding {
  return judgeWhere('several-items', subject, SEVERAL, ({ measured }) => {
    const { pieces, region } = measured.picture.items;
    const count = pieces.length;
    if (count <= 1) {
      return { verdict: 'pass', reason: 'ok', measured: count, limit: 1, message: 'One product is shown.' };
    }
    return {
      verdict: 'review',
      reason: 'several',
      measured: count,
      limit: 1,
      ...(region && { region }),
      message: `${count} separate things are shown. Please check that all of them are sold together, and each is shown once.`
    };
  });
}

/**
 * The product is not shown twice or from two sides. Pieces alike in size and colours may be that, or a pair: a person
 * decides. `measured` is their likeness, 0–1.
 */
export function views(subject: Case): Finding {
  return judgeWhere('views', subject, VIEWS, ({ measured }) => {
    const { likeness, region } = measured.picture.items;
    const isTwice = likeness !== null && likeness >= ALIKE;
    const found = { measured: likeness ?? 0, limit: ALIKE, ...(region && { region }) };
    if (!isTwice) return { verdict: 'pass', reason: 'ok', ...found, message: 'The product is shown once.' };
    return {
      verdict: 'review',
      reason: 'alike',
      ...found,
      message: `Two things in the picture are alike (${percent(likeness)}): show the product once, unless it is a pair.`
    };
  });
}

function judgeWhere(
  rule: RuleId,
  subject: Case,
  words: readonly string[],
  judge: (subject: Case) => Outcome
): Finding {
  const { channel, role, measured } = subject;
  if (!forbids(role, ...words)) {
    return finding(rule, OUR_ADVICE, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'This kind of image may show more than one thing.'
    });
  }
  const basis = basisOf(channel, role.forbidden);
  if (measured.matteOrigin === 'none') return finding(rule, basis, NO_MATTE);
  return finding(rule, basis, judge(subject));
}

const NO_MATTE: Outcome = {
  verdict: 'not-applicable',
  reason: 'no-matte',
  message: 'Product and background could not be told apart, so things could not be counted.'
};
