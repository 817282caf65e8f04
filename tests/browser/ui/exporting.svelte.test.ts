import { expect, test } from 'vitest';
import { setOverride } from '../../../src/lib/domain/channels/rules/layer.ts';
import { addPhoto, setChoices, setCutout, setProduct } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { RuleBook } from '../../../src/lib/pipeline/rules.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import { EditorSession } from '../../../src/lib/ui/editor/session.svelte.ts';
import { Exporting } from '../../../src/lib/ui/export/exporting.svelte.ts';
import { reportOn } from '../../node/domain/batch/batches.ts';
import { cutoutEdit, newPhoto } from '../../node/domain/samples.ts';

const OWN = {
  channel: 'amazon',
  path: 'count.max',
  value: 1,
  level: 'required',
  date: '2026-11-26',
  reason: 'ours'
} as const;

test('a rule that changes while the screen is open changes the plan, and what was known by the old one', async () => {
  const store = new MemoryStore();
  const rules = new RuleBook(store);
  const placed = setProduct(startProject('Bags'), 'bag', { identifier: 'B09KX7M2QD' });
  const project = ['a', 'b'].reduce<Project>(
    (before, id) => setCutout(addPhoto(before, newPhoto(id, { productId: 'bag' })), id, cutoutEdit('2')),
    { ...placed, channels: ['amazon'] }
  );
  await store.saveProject(project, 0);
  const session = new EditorSession({ store, rules }, await store.loadProject(project.id));
  const exporting = new Exporting({ store, rules } as unknown as Studio, session);
  let [problems, known]: [readonly string[], readonly boolean[]] = [[], []];
  const end = $effect.root(() => {
    $effect(() => {
      problems = exporting.plan.problems.map(({ kind }) => kind);
      known = exporting.states.map(({ report }) => report !== null);
    });
  });
  await expect.poll(() => problems).toEqual(['same-picture']);
  const [file] = exporting.plan.files;
  exporting.checked.keep(file!, project.photos[0]!, reportOn(file!.name), null);
  await expect.poll(() => known).toEqual([true, false]);
  await rules.change((before) => setOverride(before, OWN));
  await expect.poll(() => problems).toEqual(['same-picture', 'too-many']);
  expect(known).toEqual([false, false]);
  end();
});

test('what is known of a picture is known under every size’s name, and says what that name is', async () => {
  const store = new MemoryStore();
  const rules = new RuleBook(store);
  const red = { parent: 'TEE', colorFamily: 'Red' };
  const sizes = [
    ['s', { ...red, sku: 'S', identifier: 'B0C4TR311X' }],
    ['m', { ...red, sku: 'M' }]
  ] as const;
  const placed = sizes.reduce((before, [id, fields]) => setProduct(before, id, fields), startProject('Tees'));
  const shot = addPhoto(placed, newPhoto('a', { productId: 's' }));
  const project = { ...setCutout(shot, 'a', cutoutEdit('2')), channels: ['amazon'] };
  await store.saveProject(project, 0);
  const session = new EditorSession({ store, rules }, await store.loadProject(project.id));
  const exporting = new Exporting({ store, rules } as unknown as Studio, session);
  const [own, shared] = exporting.plan.files;
  exporting.checked.keep(own!, project.photos[0]!, reportOn(own!.name), null);
  expect(exporting.unchecked).toBe(1);
  await exporting.checking.run(project, exporting.plan.files);
  expect(exporting.unchecked).toBe(0);
  expect(exporting.states.map(({ report }) => [report?.file.name, report?.verdict])).toEqual([
    ['B0C4TR311X.MAIN.jpg', 'pass'],
    ['M.MAIN.jpg', 'review']
  ]);
  expect(exporting.going.map(({ file }) => file.key)).toEqual([own!.key]);
  expect(exporting.ownerOf(shared!.listing)).toBe(own!.listing);
  session.change(setChoices(session.project, { sharedSizes: false }));
  expect(exporting.plan.files).toHaveLength(1);
});
