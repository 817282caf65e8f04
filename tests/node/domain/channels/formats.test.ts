import { describe, expect, it } from 'vitest';
import { requireTaken, takenFormats } from '../../../../src/lib/domain/channels/formats.ts';
import { findChannel } from '../../../../src/lib/domain/channels/index.ts';

describe('formats that a channel takes', () => {
  it('are those of its profile that can be written, JPEG first', () => {
    expect(takenFormats(findChannel('amazon'))).toEqual(['jpeg', 'png', 'tiff']);
    expect(takenFormats(findChannel('ebay'))).toEqual(['jpeg', 'png', 'webp', 'avif', 'tiff']);
    expect(takenFormats(findChannel('zalando'))).toEqual(['jpeg']);
  });

  it('another is refused by name, with the place where it was asked for', () => {
    expect(() => requireTaken(findChannel('ebay'), 'avif', 'format')).not.toThrow();
    expect(() => requireTaken(findChannel('amazon'), 'webp', 'encode.format')).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path: 'encode.format', format: 'webp' } })
    );
  });
});
