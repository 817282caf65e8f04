import { describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { GpuFailure, GpuRefusal, GpuStatus } from '../../../src/lib/pipeline/device.ts';
import Processor from '../../../src/lib/ui/settings/Processor.svelte';
import { processorWords } from '../../../src/lib/ui/settings/processor-words.ts';
import { fakeStudio } from './fake-studio.ts';

const REFUSALS = [
  'not-shipped',
  'no-webgpu',
  'no-adapter',
  'software',
  'no-f16',
  'limits',
  'no-jspi',
  'little-memory',
  'unknown-memory'
] satisfies GpuRefusal[];
const FAILURES = [
  'start',
  'self-test',
  'wrong-answer',
  'lost',
  'error',
  'slow',
  'worker-died'
] satisfies GpuFailure[];

const unfetched: GpuStatus = { state: 'untested', bytes: 17_000_000, storedBytes: 0 };
const fetched: GpuStatus = { state: 'untested', bytes: 17_000_000, storedBytes: 17_000_000 };

const show = (status: GpuStatus, { hasModel = true } = {}) => {
  const studio = fakeStudio();
  const onchanged = vi.fn();
  return { studio, onchanged, shown: render(Processor, { status, hasModel, studio, onchanged }) };
};
const button = () => page.getByRole('button', { name: 'Download for the graphics processor' });

describe('settings say what computes cutouts', () => {
  test('and each reason why it is not the graphics processor in words of its own', () => {
    const refused = REFUSALS.map((reason) => processorWords({ state: 'unfit', reason }).why);
    const failed = FAILURES.map((reason) => processorWords({ state: 'failed', reason, message: 'x' }).why);
    expect(new Set([...refused, ...failed]).size).toBe(REFUSALS.length + FAILURES.length);
    expect(refused.every((why) => why.length > 10)).toBe(true);
    // A failure lasts while the page lives.
    expect(failed.every((why) => why.includes('again'))).toBe(true);
  });

  test('the graphics processor, once it has passed its test', async () => {
    await show({ ...fetched, state: 'ready' }).shown;
    await expect.element(page.getByText('It passed its test')).toBeVisible();
    await expect.element(button()).not.toBeInTheDocument();
  });

  test('WebAssembly where the adapter is software, and why', async () => {
    await show({ state: 'unfit', reason: 'software' }).shown;
    await expect.element(page.getByText('WebAssembly computes cutouts')).toBeVisible();
    await expect.element(page.getByText('imitated by software')).toBeVisible();
  });

  test('what is missing is offered with its size, and fetched when a person says so', async () => {
    const { studio, onchanged, shown } = show(unfetched);
    await shown;
    await expect.element(page.getByText('17 MB')).toBeVisible();
    expect(studio.downloaded).toEqual([]);
    await button().click();
    await vi.waitFor(() => expect(onchanged).toHaveBeenCalledOnce());
    expect(studio.downloaded).toEqual(['isnet-fp16']);
  });

  test('it is not offered before the model is there: it comes along with that', async () => {
    await show(unfetched, { hasModel: false }).shown;
    await expect.element(page.getByText('17 MB')).toBeVisible();
    await expect.element(button()).not.toBeInTheDocument();
  });
});
