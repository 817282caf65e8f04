import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import type { AddedModel, AddProgress, ModelDescription } from '../../../src/lib/pipeline/models.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import AddModel from '../../../src/lib/ui/settings/AddModel.svelte';

const HASH = 'ab'.repeat(32);

const description: ModelDescription = {
  id: 'my-sam',
  name: 'My SAM',
  task: 'promptable-segmentation',
  licence: 'Apache-2.0',
  licenceEvidence: 'https://example.com/licence',
  licenceText: 'Licensed under the Apache License',
  provenance: 'Exported by me',
  commercialUse: 'yes',
  files: [{ role: 'encoder', url: 'enc.onnx', sha256: HASH }, { role: 'decoder' }]
};

const added = {
  model: { id: 'my-sam', name: 'My SAM' },
  files: [{ role: 'encoder', bytes: 3, sha256: HASH }],
  test: { ms: 1200, found: 0.25, sha256: HASH }
} as unknown as AddedModel;

interface Segment {
  readModel: (from: Blob | string) => Promise<ModelDescription>;
  addModel: (
    description: ModelDescription,
    files: Record<string, File>,
    onProgress: (progress: AddProgress) => void
  ) => Promise<AddedModel>;
}

function open(over: Partial<Segment> = {}) {
  const segment = {
    readModel: vi.fn(async () => description),
    addModel: vi.fn(async () => added),
    stopDownload: vi.fn(async () => {}),
    ...over
  };
  const call = (work: (api: typeof segment) => Promise<unknown>, { signal }: { signal?: AbortSignal } = {}) =>
    Promise.race([
      work(segment),
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new PackshotError('aborted', 'Cancelled')))
      )
    ]);
  const onadded = vi.fn();
  const studio = { segment: { call } } as unknown as Studio;
  return { segment, onadded, shown: render(AddModel, { studio, onadded }) };
}

const file = (name: string) => new File(['x'], name);
const choose = (...names: string[]) =>
  userEvent.upload(document.querySelector<HTMLInputElement>('[data-input=model]')!, names.map(file));
const add = () => page.getByRole('button', { name: 'Add My SAM' });

test('before anything is kept: what it does, licence with its text, hashes stated or yet to come, files', async () => {
  const { segment } = open();
  await choose('my-sam.json', 'enc.onnx', 'other.onnx');
  await expect.element(page.getByText('finds what you frame or click')).toBeVisible();
  await expect.element(page.getByText('Apache-2.0')).toBeVisible();
  await page.getByText('Text of the licence').click();
  await expect.element(page.getByText('Licensed under the Apache License')).toBeVisible();
  await expect.element(page.getByText(`SHA-256 ${HASH}`)).toBeVisible();
  await expect.element(page.getByText('SHA-256 is not stated')).toBeVisible();
  expect(segment.addModel).not.toHaveBeenCalled();
  await expect.element(add()).toBeEnabled();
});

test('a file that was not chosen is asked for, by its role', async () => {
  open();
  await choose('my-sam.json');
  await expect.element(add()).toBeDisabled();
  await userEvent.upload(page.getByLabelText('Choose the file “encoder”'), file('a.onnx'));
  await userEvent.upload(page.getByLabelText('Choose the file “decoder”'), file('b.onnx'));
  await expect.element(add()).toBeEnabled();
});

test('while it is added: stage and bytes, and a cancel after which it is offered again', async () => {
  let tell!: (progress: AddProgress) => void;
  const addModel = (_description: unknown, _files: unknown, onProgress: typeof tell) => {
    tell = onProgress;
    return new Promise<AddedModel>(() => {});
  };
  const { segment, onadded } = open({ addModel });
  await choose('my-sam.json', 'encoder.onnx', 'decoder.onnx');
  await add().click();
  tell({ stage: 'fetch', done: 10e6, total: 40e6 });
  await expect.element(page.getByRole('status')).toHaveTextContent('Fetching · 10 MB of 40 MB');
  tell({ stage: 'test', done: 0, total: 1 });
  await expect.element(page.getByRole('status')).toHaveTextContent('Trying it on a test picture');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.element(add()).toBeEnabled();
  await vi.waitFor(() => expect(segment.stopDownload).toHaveBeenCalledOnce());
  expect(onadded).not.toHaveBeenCalled();
});

test('added: said with its self-test and its hashes, and the list is told', async () => {
  const { onadded, segment } = open();
  await page.getByRole('textbox').fill(' /own/my-sam.json ');
  await page.getByRole('button', { name: 'Read' }).click();
  expect(segment.readModel).toHaveBeenCalledWith('/own/my-sam.json');
  await userEvent.upload(page.getByLabelText('Choose the file “encoder”'), file('a.onnx'));
  await userEvent.upload(page.getByLabelText('Choose the file “decoder”'), file('b.onnx'));
  await add().click();
  await expect.element(page.getByText('My SAM is added.')).toBeVisible();
  await expect.element(page.getByText('Its test ran in 1.2s and found 25% of the picture.')).toBeVisible();
  await expect.element(page.getByText(`encoder · SHA-256 ${HASH}`)).toBeVisible();
  expect(onadded).toHaveBeenCalledOnce();
});

test.each([
  [
    new PackshotError('model-unavailable', 'x', { reason: 'corrupt' }),
    'A file is not the one that was described.'
  ],
  [
    new PackshotError('model-unavailable', 'x', { reason: 'elsewhere' }),
    'The other site could not be reached'
  ],
  [new PackshotError('bad-request', 'x', { path: 'names.in' }), 'The description is wrong at names.in.'],
  [new PackshotError('file-too-large', 'x', { bytes: 700e6, maxBytes: 600e6 }), '700 MB']
])('%s: what happened, that nothing was kept, what to do, the code', async (problem, words) => {
  open({ addModel: () => Promise.reject(problem) });
  await choose('my-sam.json', 'encoder.onnx', 'decoder.onnx');
  await add().click();
  const alert = page.getByRole('alert');
  await expect.element(alert).toHaveTextContent(words);
  await expect.element(alert).toHaveTextContent('Nothing of it was kept.');
  await expect.element(alert).toHaveTextContent(`Code: ${problem.code}`);
});

test('files without a description say so', async () => {
  const { segment } = open();
  await choose('encoder.onnx', 'decoder.onnx');
  await expect.element(page.getByRole('alert')).toHaveTextContent('no single description');
  expect(segment.readModel).not.toHaveBeenCalled();
});
