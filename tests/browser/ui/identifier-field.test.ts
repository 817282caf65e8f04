import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import IdentifierField from '../../../src/lib/ui/editor/IdentifierField.svelte';

const show = (value: string, fileName: string | null = null) =>
  render(IdentifierField, { value, fileName, onchange: vi.fn() });

test.each([
  ['B0C4TR311', 'An ASIN has 10 characters; this has 9.'],
  ['B0C4TR3_1X', '“_” cannot be in an ASIN'],
  ['A0C4TR311X', 'An ASIN starts with B'],
  ['978316148410X', 'neither an ASIN nor an ISBN'],
  ['9783161484101', 'The last digit does not fit']
])('%s is called wrong in words at the field', async (value, words) => {
  await show(value);
  const field = page.getByLabelText('ASIN');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(page.getByText(words)).toBeVisible();
});

test('an absent ASIN is explained, and is not an error', async () => {
  await show('');
  await expect.element(page.getByLabelText('ASIN')).toHaveAttribute('aria-invalid', 'false');
  await expect.element(page.getByText('Without one the file is named after your photo')).toBeVisible();
});

test('a right one says the name of the file, and every keystroke is told', async () => {
  const onchange = vi.fn();
  await render(IdentifierField, { value: 'B0C4TR311X', fileName: 'B0C4TR311X.MAIN.jpg', onchange });
  await expect.element(page.getByText('Names the file B0C4TR311X.MAIN.jpg')).toBeVisible();
  await page.getByLabelText('ASIN').fill('B0C4TR3119');
  expect(onchange).toHaveBeenCalledWith('B0C4TR3119');
});
