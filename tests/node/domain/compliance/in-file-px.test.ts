import { expect, test } from 'vitest';
import { inFilePx } from '../../../../src/lib/domain/compliance/in-file-px.ts';
import { CLEAN, defective } from '../samples.ts';

test('places grow with the picture; shares, counts and what is not there stay', () => {
  const worstRegion = { x: 10, y: 0, width: 3, height: 1 };
  const measured = defective({ background: { farNotWhite: 7, worstRegion } });
  const grown = inFilePx({ ...measured, text: [worstRegion] }, 2.5);
  const region = { x: 25, y: 0, width: 8, height: 3 };
  expect(grown.background).toMatchObject({ farNotWhite: 7, worstRegion: region, speckRegion: null });
  expect(grown.text).toEqual([region]);
  expect(grown.fill).toEqual({ ...CLEAN.fill, box: { x: 250, y: 1000, width: 4500, height: 3000 } });
  expect(inFilePx(CLEAN, 1)).toEqual(CLEAN);
});
