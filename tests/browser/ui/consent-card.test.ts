import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import type { ModelStatus } from '../../../src/lib/pipeline/models.ts';
import ConsentCard from '../../../src/lib/ui/editor/ConsentCard.svelte';

const model: ModelStatus = {
  id: 'isnet-fp16',
  name: 'ISNet (fp16)',
  task: 'salient-segmentation',
  engine: 'isnet',
  removable: false,
  bytes: 102_000_000,
  sha256: '0'.repeat(64),
  licence: 'AGPL-3.0',
  licenceEvidence: 'https://example.com/licence',
  provenance: 'somewhere',
  commercialUse: 'unconfirmed',
  storedBytes: 0,
  cached: false
};
const handlers = () => ({ onaccept: vi.fn(), ondecline: vi.fn(), oncancel: vi.fn() });

test('before anything is fetched: size, licence with evidence, commercial use honestly, and a way to say no', async () => {
  const on = handlers();
  await render(ConsentCard, { model, download: null, problem: null, ...on });
  await expect.element(page.getByText('102 MB', { exact: true })).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Evidence' }))
    .toHaveAttribute('href', model.licenceEvidence);
  await expect.element(page.getByText('unconfirmed upstream')).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(on.ondecline).toHaveBeenCalledOnce();
  await page.getByRole('button', { name: 'Download 102 MB' }).click();
  expect(on.onaccept).toHaveBeenCalledOnce();
});

test('while it is fetched: bytes of bytes, and a cancel', async () => {
  const on = handlers();
  await render(ConsentCard, {
    model,
    download: { done: 25_500_000, total: model.bytes },
    problem: null,
    ...on
  });
  await expect.element(page.getByText('26 MB of 102 MB')).toBeVisible();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '25500000');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(on.oncancel).toHaveBeenCalledOnce();
});

test('after a stop: what is kept, and how much is left', async () => {
  await render(ConsentCard, {
    model: { ...model, storedBytes: 40e6 },
    download: null,
    problem: null,
    ...handlers()
  });
  await expect.element(page.getByText('40 MB is kept')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Resume (62 MB left)' })).toBeVisible();
});

test('after a failure: what happened, what was kept, what to do, the code, and another try', async () => {
  const on = handlers();
  const problem = new PackshotError('model-unavailable', 'offline');
  await render(ConsentCard, { model, download: null, problem, ...on });
  const alert = page.getByRole('alert');
  await expect.element(alert).toHaveTextContent('The model could not be loaded.');
  await expect.element(alert).toHaveTextContent('Your photo is kept.');
  await expect.element(alert).toHaveTextContent('Check the connection');
  await expect.element(alert).toHaveTextContent('Code: model-unavailable');
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(on.onaccept).toHaveBeenCalledOnce();
});
