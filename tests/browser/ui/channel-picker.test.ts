import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { RuleBook } from '../../../src/lib/pipeline/rules.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import ChannelPicker from '../../../src/lib/ui/editor/channels/ChannelPicker.svelte';
import { EditorSession } from '../../../src/lib/ui/editor/session.svelte.ts';

async function open(offered?: readonly string[]): Promise<EditorSession> {
  const store = new MemoryStore();
  const session = new EditorSession(
    { store, rules: new RuleBook(store) },
    { project: startProject('p'), revision: 0 }
  );
  await page.viewport(360, 740);
  document.body.replaceChildren();
  render(ChannelPicker, { target: document.body, props: { session, offered } });
  await page.getByRole('button', { name: 'Channels' }).click();
  return session;
}

const box = (name: RegExp) => page.getByRole('checkbox', { name });
const outputs = (session: EditorSession) => session.choosing.outputs.map(({ name }) => name);

test('every channel is offered, by kind, with how well its rules are known', async () => {
  await open();
  await expect.element(page.getByRole('group', { name: 'Marketplaces' })).toBeVisible();
  expect(page.getByRole('checkbox').elements()).toHaveLength(31);
  await expect.element(box(/^Etsy Verified Nov 22, 2026/)).not.toBeChecked();
  await expect.element(box(/^Faire .* never fails a photo/)).toBeVisible();
});

test('a chosen channel adds its outputs, as one step of undo', async () => {
  const session = await open();
  await page.getByRole('searchbox').fill('ets');
  expect(page.getByRole('checkbox').elements()).toHaveLength(1);
  await box(/Etsy/).click();
  expect(session.project.channels).toEqual(['amazon', 'etsy']);
  expect(outputs(session).slice(-3)).toEqual(['Etsy MAIN', 'Etsy SECONDARY', 'Etsy BANNER']);
  session.undo();
  expect(session.project.channels).toEqual(['amazon']);
  await expect.element(box(/Etsy/)).not.toBeChecked();
});

test('the output that is looked at goes with its channel; the last channel stays', async () => {
  const session = await open();
  await expect.element(box(/^Amazon/)).toBeDisabled();
  await box(/^Shopify/).click();
  session.choosing.choose(session.choosing.outputs.at(-1)!);
  expect(session.output).toBe('shopify/secondary');
  await box(/^Shopify/).click();
  expect(session.output).toBe('amazon/main');
});

test('a host’s choice of channels is all that is offered, beside what the project has', async () => {
  await open(['etsy', 'ebay']);
  expect(page.getByRole('checkbox').elements()).toHaveLength(3);
});

test('nothing is called that: it is said', async () => {
  await open();
  await page.getByRole('searchbox').fill('qqq');
  await expect.element(page.getByText('No channel is called that.')).toBeVisible();
});
