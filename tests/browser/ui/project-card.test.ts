import { expect, test } from 'vitest';
import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { createStudio } from '../../../src/lib/pipeline/studio.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { ProjectCardKeeper } from '../../../src/lib/ui/editor/project-card.ts';
import { boxes } from '../pipeline/pictures.ts';

test('of what is on the stage the card keeps a small copy, and leaves the picture to the stage', async () => {
  const studio = await createStudio({ persistence: 'memory' });
  const photo = await importPhoto(studio, await boxes('a.png', [[225, 150, 450, 300]]));
  const project = addPhoto(startProject('Card'), photo);
  await studio.store.saveProject(project, 0);
  const handed: number[] = [];
  const { call } = studio.encode;
  studio.encode.call = ((run, options) =>
    call((api) => {
      const seen = new Proxy(api, {
        get: (target, name) => {
          if (name !== 'writeSmall') return Reflect.get(target, name) as unknown;
          return (bitmap: ImageBitmap, ...rest: [never]) => {
            handed.push(bitmap.width);
            return target.writeSmall(bitmap, ...rest);
          };
        }
      });
      return run(seen);
    }, options)) as typeof call;
  const shown = await createImageBitmap(new ImageData(900, 600));
  await new ProjectCardKeeper(studio).update(project, photo, shown, new Map());
  expect(handed).toEqual([192]);
  expect([shown.width, shown.height]).toEqual([900, 600]);
  const [card] = await studio.store.listProjects();
  const thumbnail = await createImageBitmap(card!.thumbnail!);
  expect([thumbnail.width, thumbnail.height]).toEqual([192, 128]);
  studio.close();
});
