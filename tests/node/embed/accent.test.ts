import { describe, expect, it } from 'vitest';
import { accentTones, contrast } from '../../../src/routes/embed/accent.ts';

const ACCENTS = [
  '#000000',
  '#ffffff',
  '#ffff00',
  '#a02060',
  '#1a56c4',
  '#7fb0ff',
  '#808080',
  '#ff0000',
  '#00ff00'
];

describe('embed: the host’s accent', () => {
  it('contrast of black and white is 21, of equals 1 (WCAG 2.2)', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#336699', '#336699')).toBe(1);
  });

  it.each(ACCENTS)('%s is readable as text in both themes, and so is the ink on it', (accent) => {
    const { light, dark } = accentTones(accent);
    expect(contrast(light.color, '#dedede')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark.color, '#313131')).toBeGreaterThanOrEqual(4.5);
    for (const { color, ink } of [light, dark]) expect(contrast(color, ink)).toBeGreaterThanOrEqual(4.5);
  });

  it('an accent that is readable stays as it is', () => {
    expect(accentTones('#14469f').light.color).toBe('#14469f');
    expect(accentTones('#a6c8ff').dark.color).toBe('#a6c8ff');
  });
});
