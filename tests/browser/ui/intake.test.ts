import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import type { PhotoFile } from '../../../src/lib/pipeline/import.ts';
import { Intake } from '../../../src/lib/ui/projects/intake.svelte.ts';
import Start from '../../../src/lib/ui/projects/Start.svelte';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import { fakeStudio } from './fake-studio.ts';

const files = (...names: string[]): PhotoFile[] => names.map((name) => ({ name, data: new Blob([name]) }));

test('files given while others are being taken in join them: nothing is dropped', async () => {
  const studio = fakeStudio();
  const intake = new Intake();
  const first = intake.take(studio, files('a.jpg', 'b.jpg'));
  const second = intake.take(studio, files('c.jpg'));
  expect(intake.progress).toEqual({ done: 0, total: 3 });
  expect((await first).map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  expect(await second).toEqual([]);
  expect(intake.progress).toBeNull();
});

test('a stop drops what waits too, and the next files start afresh', async () => {
  const studio = fakeStudio();
  const intake = new Intake();
  const first = intake.take(studio, files('a.jpg'));
  void intake.take(studio, files('b.jpg'));
  intake.stop();
  expect(intake.progress).toBeNull();
  const next = intake.take(studio, files('c.jpg'));
  expect(await first).toEqual([]);
  expect((await next).map(({ name }) => name)).toEqual(['c.jpg']);
});

test('who stops keeps what was taken in until then, and is told of every file that was not', async () => {
  const studio = fakeStudio();
  const intake = new Intake();
  let project = startProject('stopped');
  const into = {
    project: () => project,
    change: (edit: (before: Project) => Project) => void (project = edit(project))
  };
  const decode = studio.intake.call.bind(studio.intake);
  let decoded = 0;
  studio.intake.call = (...args) => {
    if (++decoded === 3) intake.stop();
    return decode(...args);
  };
  const taken = await intake.take(studio, files('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'), into);
  expect(taken.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
  expect(project.photos.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
  const told = notices.list.find(({ id }) => id === 'import-left');
  expect(told).toMatchObject({
    title: 'Stopped: 3 files were not taken in',
    text: 'The 2 others are in.'
  });
  expect(told?.lines?.map(({ name }) => name)).toEqual(['c.jpg', 'd.jpg', 'e.jpg']);
});

test('leaving the start screen during an import keeps its project but does not open it', async () => {
  const studio = fakeStudio();
  let resume = () => {};
  const decode = studio.intake.call.bind(studio.intake);
  const isHeld = new Promise<void>((resolve) => (resume = resolve));
  studio.intake.call = async (...args) => {
    await isHeld;
    return decode(...args);
  };
  const onopen = vi.fn();
  const { container, unmount } = await render(Start, { studio: async () => studio, onopen });
  const input = container.querySelector<HTMLInputElement>('[data-input=photos]')!;
  const transfer = new DataTransfer();
  transfer.items.add(new File(['x'], 'mug.jpg', { type: 'image/jpeg' }));
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => container.querySelector('progress')).not.toBeNull();
  await unmount();
  resume();
  await expect.poll(async () => (await studio.store.listProjects()).map(({ name }) => name)).toEqual(['mug']);
  await new Promise((later) => setTimeout(later, 50));
  expect(onopen).not.toHaveBeenCalled();
});
