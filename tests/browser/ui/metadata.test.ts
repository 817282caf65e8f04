import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { IDENTITY_METADATA } from '../../../src/lib/domain/document/metadata.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import EditorBar from '../../../src/lib/ui/editor/EditorBar.svelte';
import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import '../../../src/lib/ui/shared/base.css';
import { deskOn } from './desk-fixture.ts';
import { fakeStudio } from './fake-studio.ts';

test('what files say about themselves is set in the menu’s dialog, each field one step of undo', async () => {
  await page.viewport(360, 740);
  const studio = fakeStudio();
  const photo = await importPhoto(studio, { name: 'a.jpg', data: new Blob(['a']) });
  const desk = deskOn(studio, [photo].reduce(addPhoto, startProject('mug')));
  render(EditorBar, {
    desk,
    embedded: false,
    isChecking: false,
    oncheck: () => {},
    onexport: () => {},
    onrecipes: () => {}
  });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'What files say about themselves' }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog).toBeVisible();
  expect(dialog.element().scrollWidth).toBeLessThanOrEqual(360);

  await dialog.getByRole('textbox', { name: 'Copyright' }).fill('  © Oak ');
  await dialog.getByRole('textbox', { name: 'Creator' }).fill('Ann');
  await dialog.getByRole('combobox').selectOptions('trainedAlgorithmicMedia');
  await dialog.getByRole('switch').first().click();
  const set = {
    ...IDENTITY_METADATA,
    copyright: '© Oak',
    creator: 'Ann',
    digitalSourceType: 'trainedAlgorithmicMedia',
    keepCredits: true
  };
  await expect.poll(() => desk.session.project.metadata).toEqual(set);
  desk.session.undo();
  expect(desk.session.project.metadata).toEqual({ ...set, keepCredits: false });
  await expect.element(dialog.getByRole('switch').first()).not.toBeChecked();
});
