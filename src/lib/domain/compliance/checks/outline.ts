import { finding, percent, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';
import { OUR_ADVICE, worded } from './advice.ts';

/** Sloping outline, in points, from which its steps can be told. */
const POINTS = 60;
/** Share of sloping outline that jumps from product to background. Clean packshots have 7 %, a box-filtered edge 19 %. */
const JAGGED = 0.25;

/** The outline has no stairs (Amazon G9FUU: "no jagged edges"). `measured` is the share of sloping outline that has, 0–1. */
export function jaggedEdge(subject: Case): Finding {
  const basis = worded(subject, 'pixelation-or-jagged-edges');
  const { jagged, sloping } = subject.measured.picture.outline;
  if (jagged === null || sloping < POINTS) {
    return finding('jagged-edge', basis, {
      verdict: 'not-applicable',
      reason: 'unknown',
      message: 'The product has no outline whose steps could be seen.'
    });
  }
  const isJagged = jagged > JAGGED;
  return finding('jagged-edge', basis, {
    verdict: isJagged ? basis.breach : 'pass',
    reason: isJagged ? 'steps' : 'ok',
    measured: jagged,
    limit: JAGGED,
    message: isJagged
      ? `The outline has stairs along ${percent(jagged)} of its slopes: it was cut out hard. Cut it out again, or soften the edge.`
      : 'The outline is smooth.'
  });
}

/** CIEDE2000 along the edge from which a fringe shows. Clean packshots have 4.4, foliage against the light 5.6. */
const HALO = 5;

/** No fringe of another colour runs along the product. `measured` is CIEDE2000. */
export function halo(subject: Case): Finding {
  const { deltaE, lighter, region } = subject.measured.picture.outline.halo;
  if (deltaE === null) {
    return finding('halo', OUR_ADVICE, {
      verdict: 'not-applicable',
      reason: 'unknown',
      message: 'Product and background are too alike along the edge to tell.'
    });
  }
  const isFringed = deltaE > HALO;
  const shown = deltaE.toFixed(1);
  return finding('halo', OUR_ADVICE, {
    verdict: isFringed ? 'warn' : 'pass',
    reason: isFringed ? (lighter ? 'light-fringe' : 'dark-fringe') : 'ok',
    measured: deltaE,
    limit: HALO,
    ...(isFringed && region && { region }),
    message: isFringed
      ? `A ${lighter ? 'light' : 'dark'} fringe runs along the product, ΔE ${shown}. Move the edge in, or clean its colours.`
      : `No fringe runs along the product (ΔE ${shown}).`
  });
}
