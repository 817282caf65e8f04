import { expect, it } from 'vitest';
import type { Check } from '../../../../src/lib/domain/compliance/finding.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import type { Finding, FindingReason, FindingVerdict } from '../../../../src/lib/domain/compliance/report.ts';
import type { Channel, Role } from '../../../../src/lib/domain/channels/channel.ts';
import { amazon, main } from '../samples.ts';

export type Row = readonly [
  title: string,
  measured: Measurements,
  verdict: FindingVerdict,
  reason: FindingReason
];

/** What every finding tells a seller: a whole sentence, and whose word it is. No list has a hole, no number is missing. */
const SENTENCE = /^[^\s:;,.](?!.*(undefined|NaN| {2}|\[object)).*[.]$/;

/** A rule's id is its function's name: `backgroundWhite` is `background-white`. A bundler may have numbered it. */
const nameOf = ({ name }: Check): string =>
  name.replace(/\$\d+$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** One test for each row: what a rule makes of a file. */
export function rows(check: Check, table: readonly Row[], role: Role = main, channel: Channel = amazon) {
  it.each(table)('%s → %3$s', (_title, measured, verdict, reason) => {
    const found = check({ measured, channel, role });
    expect(found).toMatchObject({ verdict, reason });
    expect(found.message).toMatch(SENTENCE);
    expect(found.rule).toBe(nameOf(check));
    if (found.verdict === 'pass' && found.limit === 0) expect(found.measured).toBe(0);
  });
}

/** As an Amazon main image. */
export const judge = (check: Check, measured: Measurements): Finding =>
  check({ measured, channel: amazon, role: main });
