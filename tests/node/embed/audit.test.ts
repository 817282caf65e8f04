import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import type { Events, Packshot } from '../../../src/lib/embed/sdk/types.ts';
import * as check from '../../../src/lib/pipeline/check.ts';
import { CLEAN } from '../domain/samples.ts';
import { code, connect, photo, type Connected } from './connected.ts';

vi.mock('../../../src/lib/pipeline/check.ts', { spy: true });

let packshot: Packshot;
let end: Connected['end'];
const FILES = ['B0C4TR311X.MAIN.jpg', 'broken.jpg', 'B0C4TR311X.PT01.jpg'].map((name) => ({
  name,
  data: photo(name)
}));

beforeEach(async () => {
  ({ packshot, end } = await connect());
  vi.mocked(check.measureFile).mockImplementation(async (_, __, { name = '' } = {}) => {
    if (name === 'broken.jpg') throw new PackshotError('decode-failed', 'truncated');
    return CLEAN;
  });
});
afterEach(() => end());

describe('embed: audit', () => {
  it('answers a report for each picture and channel, names what failed, and tells how far it is', async () => {
    const told: Events['progress'][] = [];
    packshot.on('progress', (progress) => told.push(progress));
    const { rows, failed } = await packshot.audit({ files: FILES, channels: ['amazon', 'etsy'] });
    expect(rows.map(({ name, channel, role }) => `${name} ${channel}/${role}`)).toEqual([
      'B0C4TR311X.MAIN.jpg amazon/main',
      'B0C4TR311X.MAIN.jpg etsy/main',
      'B0C4TR311X.PT01.jpg amazon/secondary',
      'B0C4TR311X.PT01.jpg etsy/secondary'
    ]);
    expect(rows[0]?.report).toMatchObject({ schema: 1, channel: 'amazon', role: 'main' });
    expect(failed).toMatchObject([{ name: 'broken.jpg', error: { code: 'decode-failed' } }]);
    expect(told.map(({ done }) => done)).toEqual([0, 1, 2, 3]);
    expect(told[0]).toMatchObject({ task: 'audit', stage: 'inspect', total: 3 });
  });

  it('judges all files of a channel in the role that is asked for', async () => {
    const { rows } = await packshot.audit({
      files: FILES,
      channels: ['amazon'],
      roles: { amazon: 'swatch' }
    });
    expect(rows.map(({ role }) => role)).toEqual(['swatch', 'swatch']);
  });

  it('opens nothing for a channel or a role that there is not', async () => {
    vi.mocked(check.measureFile).mockClear();
    const unknown = code('rule-unknown');
    await expect(packshot.audit({ files: FILES, channels: ['nowhere'] })).rejects.toEqual(unknown);
    const roles = { amazon: 'nothing' };
    await expect(packshot.audit({ files: FILES, channels: ['amazon'], roles })).rejects.toEqual(unknown);
    await expect(packshot.audit({ files: [], channels: ['amazon'] })).rejects.toEqual(code('bad-request'));
    expect(check.measureFile).not.toHaveBeenCalled();
  });

  it('can be given up', async () => {
    const { signal } = { signal: AbortSignal.timeout(0) };
    vi.mocked(check.measureFile).mockImplementation(
      (_, __, { signal: given } = {}) =>
        new Promise((_done, fail) =>
          given?.addEventListener('abort', () => fail(new PackshotError('aborted', 'given up')))
        )
    );
    await expect(packshot.audit({ files: FILES, channels: ['amazon'], signal })).rejects.toEqual(
      code('aborted')
    );
  });
});
