import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { setPlace, setProduct } from '../../../src/lib/domain/document/change.ts';
import ScaleChoice from '../../../src/lib/ui/editor/frame/ScaleChoice.svelte';
import { deskOf } from './desk-fixture.ts';

test('a scale is one step of undo; the real one asks how long the product is', async () => {
  const { session } = await deskOf(['a']);
  session.change(setPlace(setProduct(session.project, 'mug', { sku: 'MUG' }), 'a', { productId: 'mug' }));
  const screen = await render(ScaleChoice, { session, photo: session.photo! });
  await screen.getByText('Real size').click();
  expect(session.project.choices?.scale).toBe('real');
  await screen.rerender({ photo: session.photo! });
  const length = page.getByRole('spinbutton');
  await length.fill('120');
  await userEvent.keyboard('{Tab}');
  expect(session.project.products[0]?.lengthMm).toBe(120);
  await length.fill('-4');
  await userEvent.keyboard('{Tab}');
  expect(session.project.products[0]?.lengthMm).toBeUndefined();
  session.undo();
  session.undo();
  session.undo();
  expect(session.project.choices?.scale).toBeUndefined();
});

test('without a product no length is asked for', async () => {
  const { session } = await deskOf(['a']);
  const screen = await render(ScaleChoice, { session, photo: session.photo! });
  await screen.getByText('Real size').click();
  await expect.element(page.getByRole('spinbutton')).not.toBeInTheDocument();
});
