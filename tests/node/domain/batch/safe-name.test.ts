import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, NameShelf, safeName } from '../../../../src/lib/domain/batch/safe-name.ts';

describe('safeName', () => {
  it.each([
    ['B0C4TR311X.MAIN.jpg', 'B0C4TR311X.MAIN.jpg'],
    ['Cà phê sữa.jpg', 'Cà phê sữa.jpg'],
    ['Cà phê.jpg'.normalize('NFD'), 'Cà phê.jpg'.normalize('NFC')],
    ['赤いマグ.jpg', '赤いマグ.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\windows.jpg', '_.._windows.jpg'],
    ['C:\\mug.jpg', 'C_mug.jpg'],
    ['mug\u202egpj.exe.jpg', 'muggpj.exe.jpg'],
    ['mu\u200bg\ufeff.jpg', 'mug.jpg'],
    ['mug\u0000.jpg', 'mug.jpg'],
    ['con.jpg', '_con.jpg'],
    ['LPT1.tar.jpg', '_LPT1.tar.jpg'],
    ['mug. . .', 'mug'],
    ['...', 'file'],
    ['', 'file'],
    ['.jpg', 'jpg'],
    ['🙂\ud800.png', '🙂.png'],
    [`${'a'.repeat(300)}.jpg`, `${'a'.repeat(156)}.jpg`],
    [`${'ữ'.repeat(300)}.jpg`, `${'ữ'.repeat(52)}.jpg`]
  ])('%j → %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          '..',
          '/',
          '\\',
          '\u202e',
          '\u2066',
          '\u200d',
          '\u0000',
          'con',
          'nul',
          '.',
          ' ',
          'a',
          'Ａ',
          'é',
          'e\u0301',
          '.jpg',
          ':',
          '\ufeff',
          '\u3164',
          '🙂'
        ),
        { maxLength: 40 }
      )
      .map((parts) => parts.join(''))
  );

  it('no name is a folder, a device, unseen, empty, too long or open at its ends', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[/\\:*?"<>|]/);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(safe).not.toMatch(/^[. ]|[. ]$/);
        expect(safe.split('.')[0]).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i);
        expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(161);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe).toBe(safe.normalize('NFC'));
        expect(safeName(safe)).toBe(safe);
      }),
      { numRuns: 2000 }
    );
  });

  it('names of a folder are told apart by any file system: whatever the case, however accents are written', () => {
    const shelf = new NameShelf();
    const names = ['Mug.jpg', 'mug.JPG', 'café.jpg', 'cafe\u0301.jpg', 'ＭＵＧ.jpg', 'mu\u200bg.jpg'];
    expect(names.map((name) => shelf.take(name))).toEqual([
      'Mug.jpg',
      'mug-2.JPG',
      'café.jpg',
      'café-2.jpg',
      'ＭＵＧ-3.jpg',
      'mug-4.jpg'
    ]);
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 30 }), (list) => {
        const fresh = new NameShelf();
        const taken = list.map((name) => fresh.take(name));
        expect(new Set(taken.map(nameKey)).size).toBe(list.length);
      })
    );
  });
});
