import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { RuleBook } from '../../../src/lib/pipeline/rules.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import RulePacks from '../../../src/lib/ui/settings/rules/RulePacks.svelte';
import { textOf, valueOf } from '../../../src/lib/ui/settings/rules/values.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';

const PACK = {
  schema: 1,
  id: 'autumn',
  name: 'Autumn rules',
  version: '1.2.0',
  date: '2026-11-25',
  patches: [
    {
      channel: 'amazon',
      path: 'roles[*].px.min',
      value: 600,
      level: 'required',
      src: ['G1881'],
      checked: '2026-11-20'
    }
  ]
};

async function show(): Promise<RuleBook> {
  const store = new MemoryStore();
  const rules = new RuleBook(store);
  await page.viewport(360, 740);
  document.body.replaceChildren();
  render(RulePacks, { target: document.body, props: { studio: { store, rules } } });
  return rules;
}
const read = (name: string, text: string) =>
  userEvent.upload(
    document.querySelector<HTMLInputElement>('[data-input=rules]')!,
    new File([text], name, { type: 'application/json' })
  );
const minimum = (rules: RuleBook) => rules.channel('amazon').roles[0]?.px.min?.value;
const MINIMUM = 'roles[main].px.min';

afterEach(() => {
  for (const { id } of notices.list) notices.dismiss(id);
});

test('a channel shows its version, status, pages, figures, and what takes effect when', async () => {
  await show();
  await page.getByRole('searchbox').fill('google');
  await page.getByText('Google Merchant Center (Shopping)').click();
  await expect.element(page.getByText('2026.11.0 · Verified').first()).toBeVisible();
  await expect.element(page.getByText('From Jan 31, 2027: roles[*].px.min: 500 · required')).toBeVisible();
  await expect.element(page.getByRole('link').first()).toBeVisible();
  await expect.element(page.getByRole('button', { name: `Edit ${MINIMUM}` })).toBeVisible();
});

test('a figure is set with a reason, shows as one’s own, and goes back', async () => {
  const rules = await show();
  await page.getByText('Amazon (Seller Central)').click();
  await page.getByRole('button', { name: `Edit ${MINIMUM}` }).click();
  await page.getByLabelText('Value, empty if nothing is asked').fill('1600');
  await expect.element(page.getByRole('button', { name: 'Set', exact: true })).toBeDisabled();
  await page.getByLabelText('Reason').fill('Our shop zooms');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect.element(page.getByText('Your rule: Our shop zooms')).toBeVisible();
  await expect.element(page.getByText('2026.11.0+user.1')).toBeVisible();
  expect(minimum(rules)).toBe(1600);
  await page.getByRole('button', { name: `${MINIMUM}: as before` }).click();
  await expect.element(page.getByText('Your rule: Our shop zooms')).not.toBeInTheDocument();
  expect(minimum(rules)).toBe(500);
});

test('a value that does not fit is refused at the field, and nothing is set', async () => {
  const rules = await show();
  await page.getByText('Amazon (Seller Central)').click();
  await page.getByRole('button', { name: `Edit ${MINIMUM}` }).click();
  await page.getByLabelText('Value, empty if nothing is asked').fill('wide');
  await page.getByLabelText('Reason').fill('x');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect.element(page.getByText('This does not fit here.')).toBeVisible();
  expect(rules.layer.overrides).toEqual([]);
});

test('a pack is imported, listed and removed; a broken one is refused and nothing changes', async () => {
  const rules = await show();
  await read('pack.json', JSON.stringify(PACK));
  await expect.element(page.getByText('Autumn rules')).toBeVisible();
  expect(minimum(rules)).toBe(600);
  await read('broken.json', JSON.stringify({ ...PACK, date: 'soon' }));
  await expect.element(page.getByText('That was not taken over. Your rules are as before.')).toBeVisible();
  await expect.element(page.getByText(/rule pack at date/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove the pack Autumn rules' }).click();
  await expect.element(page.getByRole('list', { name: 'Your rule packs' })).not.toBeInTheDocument();
  expect(minimum(rules)).toBe(500);
});

test('reset asks first, then only the built-in rules count', async () => {
  const rules = await show();
  await expect.element(page.getByRole('button', { name: 'Reset' })).toBeDisabled();
  await read('pack.json', JSON.stringify(PACK));
  await page.getByRole('button', { name: 'Reset' }).click();
  expect(minimum(rules)).toBe(600);
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => minimum(rules)).toBe(500);
});

test('a value is typed as words or JSON; empty asks for nothing', () => {
  for (const value of ['1:1', 1600, [3000, 4000], true, { top: 0.1 }, null]) {
    expect(valueOf(textOf(value), value)).toEqual(value);
  }
  expect(valueOf(' ', 500)).toBeNull();
  expect(valueOf('wide', 500)).toBe('wide');
});
