import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import EditorBar from '../../../src/lib/ui/editor/EditorBar.svelte';
import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import '../../../src/lib/ui/shared/base.css';
import { deskOn } from './desk-fixture.ts';
import { fakeStudio } from './fake-studio.ts';

async function barOf(names: string[], isChecking: boolean) {
  const studio = fakeStudio();
  const photos = await Promise.all(
    names.map((name) => importPhoto(studio, { name, data: new Blob([name]) }))
  );
  const project = photos.reduce(addPhoto, startProject('mug'));
  const desk = deskOn(studio, project);
  return render(EditorBar, {
    desk,
    embedded: false,
    isChecking,
    oncheck: () => {},
    onexport: () => {},
    onrecipes: () => {}
  });
}

for (const names of [['a photo with a long name.jpg'], ['one.jpg', 'two.jpg']]) {
  for (const isChecking of [false, true]) {
    test(`at 360 px the bar fits: photos ${names.length}, check ${isChecking}`, async () => {
      await page.viewport(360, 740);
      const { container } = await barOf(names, isChecking);
      const bar = container.querySelector('header')!;
      expect(bar.scrollWidth).toBeLessThanOrEqual(360);
      const right = [...bar.querySelectorAll('.btn')].map((button) => button.getBoundingClientRect().right);
      expect(Math.max(...right)).toBeLessThanOrEqual(360);
      if (isChecking) return;
      await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await expect.element(page.getByRole('button', { name: 'Redo' })).toBeVisible();
      await expect.element(page.getByRole('button', { name: /Check/ })).toBeVisible();
    });
  }
}
