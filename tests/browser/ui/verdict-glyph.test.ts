import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import VerdictGlyph from '../../../src/lib/ui/shared/VerdictGlyph.svelte';

test('what turns while work goes on can turn without the page: an svg by `transform`, never by `rotate`', async () => {
  const { container } = await render(VerdictGlyph, { verdict: 'work' });
  const [turn] = container.querySelector('svg')!.getAnimations();
  const frames = (turn!.effect as KeyframeEffect).getKeyframes();
  expect(frames.at(-1)).toMatchObject({ transform: 'rotate(360deg)' });
  expect(frames.some((frame) => 'rotate' in frame)).toBe(false);
});
