import { ratioOf } from '../../channels/channel.ts';
import { aspectLimits } from '../../channels/file-limits.ts';
import type { Size } from '../../pixels.ts';
import { basisOf, finding, OUR_BASIS, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/**
 * The picture has the shape that the role asks for, or one that it takes as well, within the channel's tolerance; where
 * it names none, within the pixel that rounding costs. `measured` and `limit` are shapes: `1200 × 628`, `1.91:1`.
 */
export function aspect({ measured: { file }, channel, role }: Case): Finding {
  const { required, recommended, accepted, tolerance } = aspectLimits(role);
  const asked = required ?? accepted ?? recommended;
  if (!asked) {
    return finding('aspect', OUR_BASIS, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The channel names no shape.'
    });
  }
  const shapes = [
    ...new Set([required?.value, ...(accepted?.value ?? []), ...(required ? [] : [recommended?.value])])
  ];
  const taken = shapes.filter((shape) => shape !== undefined);
  const basis = basisOf(channel, asked);
  const isMet = taken.some((shape) => fits(file, ratioOf(shape), tolerance));
  const common = { measured: `${file.width} × ${file.height}`, limit: taken.join(', ') };
  return finding('aspect', basis, {
    verdict: isMet ? 'pass' : basis.breach,
    reason: isMet ? 'ok' : basis.level === 'required' ? 'other-shape' : 'less-liked-shape',
    ...common,
    message: isMet
      ? `The picture is ${common.measured} pixels, as asked (${common.limit}).`
      : `The picture is ${common.measured} pixels; the channel ${basis.level === 'required' ? 'asks for' : 'advises'} ${common.limit}.`
  });
}

/** Rounding to whole pixels moves either side by less than one. */
function fits({ width, height }: Size, ratio: number, tolerance: number): boolean {
  const isNear = Math.abs(width / height / ratio - 1) <= tolerance;
  return isNear || Math.abs(width - height * ratio) < 1 || Math.abs(height - width / ratio) < 1;
}
