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

/** One test for each row: what a rule makes of a file. */
export function rows(check: Check, table: readonly Row[], role: Role = main, channel: Channel = amazon) {
  it.each(table)('%s → %3$s', (_title, measured, verdict, reason) => {
    expect(check({ measured, channel, role })).toMatchObject({ verdict, reason });
  });
}

/** As an Amazon main image. */
export const judge = (check: Check, measured: Measurements): Finding =>
  check({ measured, channel: amazon, role: main });
