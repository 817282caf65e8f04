import { describe, expect, it } from 'vitest';
import {
  checkFileName,
  fileNameFor,
  sizedName,
  type NameRequest
} from '../../../../src/lib/domain/channels/naming.ts';
import { findRole } from '../../../../src/lib/domain/channels/index.ts';
import { amazon, main, secondary, seeded, variantOf } from '../samples.ts';

const nameFor = (request: Partial<NameRequest>) =>
  fileNameFor({ channel: amazon, role: main, photoName: 'mug.png', extension: 'jpg', ...request });

/** A channel whose names have this form and nothing else to say of them. */
const templated = (value: string) =>
  variantOf(amazon, (draft) => {
    draft.naming = { template: { ...draft.naming.template, value } };
  });

describe('fileNameFor', () => {
  it('the given identifier names the file, cleaned of spaces, dashes and small letters', () => {
    expect(nameFor({ identifier: ' b0c4tr311x ' })).toBe('B0C4TR311X.MAIN.jpg');
    expect(nameFor({ identifier: '978-3-16-148410-0' })).toBe('9783161484100.MAIN.jpg');
  });

  it("the given identifier goes before the one in the photo's name", () => {
    expect(nameFor({ identifier: 'B0C4TR311X', photoName: 'B000000001.jpg' })).toBe('B0C4TR311X.MAIN.jpg');
  });

  it("without a given one, the identifier in the photo's name is used", () => {
    expect(nameFor({ photoName: 'b0c4tr311x_front.jpeg' })).toBe('B0C4TR311X.MAIN.jpg');
  });

  it('a given slot replaces the first code of the role', () => {
    expect(nameFor({ identifier: 'B0C4TR311X', role: secondary })).toBe('B0C4TR311X.PT01.jpg');
    expect(nameFor({ identifier: 'B0C4TR311X', role: secondary, slot: 'PT03' })).toBe('B0C4TR311X.PT03.jpg');
  });

  it.each([
    ['Cà phê sữa đá (1).jpg', 'Caphesuada1'],
    ['red-mug_final v2.png', 'redmugfinalv2'],
    ['Größe.jpg', 'Grosse'],
    ['赤いマグ.jpg', 'photo'],
    ['', 'photo'],
    ['../../etc/passwd', 'etcpasswd'],
    ['con.jpg', 'photocon'],
    ['20240110.jpg', 'photo20240110'],
    ['1234567.jpg', 'photo1234567'],
    [`${'a'.repeat(300)}.jpg`, 'a'.repeat(60)]
  ])('without any identifier %j is named %j', (photoName, stem) => {
    expect(nameFor({ photoName })).toBe(`${stem}.MAIN.jpg`);
  });

  it('a mistyped identifier stays in the name, so that the check speaks of it', () => {
    const name = nameFor({ identifier: 'B0C4TR311', photoName: 'B000000001.jpg' });
    expect(name).toBe('B0C4TR311.MAIN.jpg');
    expect(checkFileName(name, amazon, main)).toEqual([{ reason: 'bad-identifier', part: 'B0C4TR311' }]);
  });

  it('Amazon takes no SKU; a channel whose template has a place for it does, with dashes where they are allowed', () => {
    expect(nameFor({ sku: 'MUG-7' })).toBe('mug.MAIN.jpg');
    const etsy = variantOf(amazon, (draft) => {
      const template = { ...draft.naming.template, value: '{sku}.{ext}' };
      draft.naming = { template };
    });
    expect(nameFor({ channel: etsy, sku: 'MUG 7/b' })).toBe('MUG-7-b.jpg');
    expect(nameFor({ channel: etsy, sku: 'MUG 7', identifier: 'B0C4TR311X' })).toBe('MUG-7.jpg');
    expect(nameFor({ channel: etsy, identifier: 'B0C4TR311X' })).toBe('B0C4TR311X.jpg');
  });

  it('a template with an unknown place is rule-unknown', () => {
    const odd = variantOf(amazon, (draft) => {
      draft.naming = { template: { ...draft.naming.template, value: '{colour}.{ext}' } };
    });
    expect(() => nameFor({ channel: odd })).toThrow(expect.objectContaining({ code: 'rule-unknown' }));
  });

  it("a storefront's handle is of the title, else of the SKU, in small letters", () => {
    const shop = templated('{handle}-{position}.{ext}');
    expect(nameFor({ channel: shop, title: 'Túi Đỏ, 2 ngăn!', position: 3 })).toBe('tui-do-2-ngan-3.jpg');
    expect(nameFor({ channel: shop, sku: 'GB-0455 RED' })).toBe('gb-0455-red-1.jpg');
  });

  it('a GTIN-14 is filled with zeros; an ISBN-10 is written as ISBN-13 first; an ASIN is none', () => {
    const walmart = templated('{gtin14}.{ext}');
    expect(nameFor({ channel: walmart, identifier: '036000291452' })).toBe('00036000291452.jpg');
    expect(nameFor({ channel: walmart, identifier: '4006381333931' })).toBe('04006381333931.jpg');
    expect(nameFor({ channel: walmart, identifier: '0-306-40615-2' })).toBe('09780306406157.jpg');
    expect(nameFor({ channel: walmart, identifier: 'B0C4TR311X', sku: 'MUG-7' })).toBe('MUG-7.jpg');
  });

  it('places of the size stay open until it is known', () => {
    const ads = templated('{sku}_{width}x{height}.{ext}');
    const open = nameFor({ channel: ads, sku: 'MUG' });
    expect(open).toBe('MUG_{width}x{height}.jpg');
    expect(sizedName(open, { width: 1200, height: 628 })).toBe('MUG_1200x628.jpg');
    expect(nameFor({ channel: ads, sku: 'MUG', size: { width: 300, height: 250 } })).toBe('MUG_300x250.jpg');
  });

  it('a place without a value leaves nothing, nor the sign before it', () => {
    const template = '{sku}_{locale}.{ext}';
    expect(nameFor({ template, sku: 'MUG' })).toBe('MUG.jpg');
    expect(nameFor({ template, sku: 'MUG', locale: 'DE' })).toBe('MUG_DE.jpg');
  });

  it('whatever the photo is called, the name is safe and at most a missing identifier is found in it', () => {
    const random = seeded(7);
    const alphabet = [...'aZ09 -_./\\():éß日🙂\u0000B0'];
    for (let round = 0; round < 2000; round++) {
      const length = Math.floor(random() * 14);
      const photoName = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join(
        ''
      );
      const name = nameFor({ photoName });
      expect(name, photoName).toMatch(/^[0-9A-Za-z]{1,65}\.MAIN\.jpg$/);
      const reasons = checkFileName(name, amazon, main).map(({ reason }) => reason);
      expect(['', 'missing-identifier'], `${photoName} → ${name}`).toContain(reasons.join());
    }
  });
});

describe('checkFileName', () => {
  it.each([
    'B0C4TR311X.MAIN.jpg',
    'b0c4tr311x.main.JPG',
    'B0C4TR311X.MAIN.jpeg',
    '9783161484100.MAIN.png',
    '036000291452.MAIN.tif',
    // Amazon: no variant means MAIN.
    'B0C4TR311X.jpg'
  ])('%s is right for MAIN', (name) => {
    expect(checkFileName(name, amazon, main)).toEqual([]);
  });

  it.each([
    ['B0C4TR311X .MAIN.jpg', 'space'],
    ['B0C4TR311X-1.MAIN.jpg', 'dash'],
    ['B0C4TR311X–1.MAIN.jpg', 'dash'],
    ['B0C4TR311X_1.MAIN.jpg', 'underscore'],
    ['B0C4TR311X.MAIN', 'no-extension'],
    ['B0C4TR311X', 'no-extension'],
    ['B0C4TR311X.MAIN.jpg.jpg', 'double-extension'],
    ['B0C4TR311X.MAIN.png.jpg', 'double-extension'],
    ['B0C4TR311X.jpg.jpg', 'double-extension'],
    ['B0C4TR311X.v2.MAIN.jpg', 'extra-full-stop'],
    ['B0C4TR311X.MIAN.jpg', 'unknown-variant'],
    ['B0C4TR311X.PKG.jpg', 'unknown-variant'],
    ['B0C4TR311X.PT01.jpg', 'other-role'],
    ['B0C4TR311X.PT42.jpg', 'other-role'],
    ['B0C4TR311X.IN01.jpg', 'other-role'],
    ['mug.MAIN.jpg', 'missing-identifier'],
    ['bottle2024.jpg', 'missing-identifier'],
    ['B0C4TR311.MAIN.jpg', 'bad-identifier'],
    ['BOC4TR311X.MAIN.jpg', 'bad-identifier'],
    ['12345678901.MAIN.jpg', 'bad-identifier'],
    ['4006381333932.MAIN.jpg', 'check-digit'],
    ['0306406153.MAIN.jpg', 'check-digit'],
    ['B0C4TR311X(1).MAIN.jpg', 'pattern'],
    ['B0C4TR311X.MAIN.webp', 'pattern']
  ])('%s is refused for MAIN: %s', (name, reason) => {
    expect(checkFileName(name, amazon, main).map((problem) => problem.reason)).toEqual([reason]);
  });

  it('several refusals are all named', () => {
    expect(checkFileName('red mug-1.jpg.jpg', amazon, main).map(({ reason }) => reason)).toEqual([
      'space',
      'dash',
      'double-extension'
    ]);
  });

  it('secondary images take their own codes, also those that only the pattern lists, but not MAIN', () => {
    const reasons = (name: string) => checkFileName(name, amazon, secondary).map(({ reason }) => reason);
    expect(reasons('B0C4TR311X.PT01.jpg')).toEqual([]);
    expect(reasons('B0C4TR311X.PT42.jpg')).toEqual([]);
    expect(reasons('B0C4TR311X.IN01.jpg')).toEqual([]);
    expect(reasons('B0C4TR311X.MAIN.jpg')).toEqual(['other-role']);
    expect(reasons('B0C4TR311X.jpg')).toEqual(['other-role']);
    expect(reasons('B0C4TR311X.EEGL.jpg')).toEqual(['other-role']);
    expect(checkFileName('B0C4TR311X.EEGL.jpg', amazon, findRole(amazon, 'compliance'))).toEqual([]);
  });

  it('a kind of identifier that the channel does not take is refused', () => {
    const asinOnly = variantOf(amazon, (draft) => {
      const { identifierTypes } = draft.naming;
      draft.naming = { ...draft.naming, identifierTypes: { ...identifierTypes!, value: ['ASIN'] } };
    });
    expect(checkFileName('B0C4TR311X.MAIN.jpg', asinOnly, main)).toEqual([]);
    expect(checkFileName('036000291452.MAIN.jpg', asinOnly, main)[0]?.reason).toBe('bad-identifier');
  });

  it('what is refused is read from the profile', () => {
    const lenient = variantOf(amazon, (draft) => {
      draft.naming = { template: { ...draft.naming.template, value: '{sku}.{ext}' } };
    });
    expect(checkFileName('red mug-1.jpg', lenient, main)).toEqual([]);
  });

  it('special characters, endings of a storefront’s own copies and names out of a pattern are refused where a profile says so', () => {
    const otto = variantOf(amazon, (draft) => {
      const leaf = draft.naming.reject!;
      draft.naming = {
        template: { ...draft.naming.template, value: '{sku}-{position}.{ext}' },
        reject: { ...leaf, value: ['special-characters', 'umlauts', 'space', 'suffix:_thumb'] },
        regex: { ...draft.naming.regex!, value: '^[^.]+\\.jpg$' }
      };
    });
    const reasons = (name: string) => checkFileName(name, otto, main).map(({ reason }) => reason);
    expect(reasons('GB-0455-1.jpg')).toEqual([]);
    expect(reasons('Größe-1.jpg')).toEqual(['special-character']);
    expect(reasons('rot grün.jpg')).toEqual(['space', 'special-character']);
    expect(reasons('mug_thumb.jpg')).toEqual(['suffix']);
    expect(reasons('mug.png')).toEqual(['pattern']);
  });
});
