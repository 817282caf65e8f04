import { describe, expect, it } from 'vitest';
import { effectiveChannel } from '../../../../src/lib/domain/channels/future.ts';
import { CHANNELS, findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { CLEAN, variantOf } from '../samples.ts';

const google = findChannel('google-merchant');
const on = (today: string) => effectiveChannel(google, today);
const verdictOf = (today: string, side: number) => {
  const channel = on(today);
  const file = { ...CLEAN.file, width: side, height: side };
  const report = evaluate({ ...CLEAN, file }, channel, findRole(channel, 'main'), { app: 't', enlarged: 1 });
  return [report.rules, report.findings.find(({ rule }) => rule === 'dimensions')?.reason];
};

describe('dated changes', () => {
  it('Google asks for 500 px from 2027-01-31, in every role, and not a day earlier', () => {
    const minimum = (today: string) => on(today).roles.map(({ px }) => px.min?.value);
    expect(minimum('2027-01-30')).toEqual([100, 100]);
    expect(minimum('2027-01-31')).toEqual([500, 500]);
  });

  it('reports name the rules by which they judged', () => {
    expect(verdictOf('2027-01-30', 400)).toEqual(['2026.11.0', 'below-recommended']);
    expect(verdictOf('2027-01-31', 400)).toEqual(['2026.11.0+from.2027-01-31', 'below-minimum']);
  });

  it('a change that has come keeps its source and is in the future no more', () => {
    const { future, roles } = on('2027-02-01');
    expect(future).toEqual([]);
    expect(roles[0]?.px.min).toMatchObject({ level: 'required', src: ['new'] });
    expect(google.future).toHaveLength(1);
  });

  it('without a change that has come the channel is itself', () => {
    for (const channel of CHANNELS) expect(effectiveChannel(channel, '2026-11-26')).toBe(channel);
  });

  it('every dated change of the profiles fits its profile', () => {
    for (const channel of CHANNELS) expect(() => effectiveChannel(channel, '9999-12-31')).not.toThrow();
  });

  it('changes are made in the order of their dates, whatever their order in the file', () => {
    const [change] = google.future!;
    const twice = variantOf(google, (draft) => {
      draft.future = [
        { ...change!, effectiveFrom: '2028-01-01', value: 800 },
        { ...change!, effectiveFrom: '2027-06-01', value: 600 }
      ];
    });
    expect(effectiveChannel(twice, '2029-01-01').roles[0]?.px.min?.value).toBe(800);
    expect(effectiveChannel(twice, '2027-06-01').roles[0]?.px.min?.value).toBe(600);
  });
});
