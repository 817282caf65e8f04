import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { setPlace, setProduct } from '../../../src/lib/domain/document/change.ts';
import { Table } from '../../../src/lib/ui/catalog/table.svelte.ts';
import { deskOf } from './desk-fixture.ts';

/** A table of products that are named by a letter, each with one photo; rendered, so that it follows what changes. */
async function tableOf(...ids: readonly string[]) {
  const desk = await deskOf(ids);
  const { session } = desk;
  session.change(
    session.project.photos.reduce(
      (next, { id }) => setPlace(setProduct(next, id, { sku: id }), id, { productId: id, slot: 'MAIN' }),
      session.project
    )
  );
  const table = new Table(desk);
  const stop = $effect.root(() => {
    $effect(() => void table.shown);
  });
  flushSync();
  const close = () => {
    stop();
    table.close();
  };
  return { table, session, close };
}
const labels = (table: Table) => table.shown.map(({ listing }) => listing.label);

test('an edit makes the card of its product anew, and no other', async () => {
  const { table, session, close } = await tableOf('a', 'b', 'c');
  const before = table.cards;
  session.change(setProduct(session.project, 'b', { sku: 'b', title: 'Mug' }));
  expect(table.cards.map((card, at) => card === before[at])).toEqual([true, false, true]);
  session.change({ ...session.project, name: 'Another name' });
  session.undo();
  session.undo();
  expect(table.cards.filter((card) => !before.includes(card)).length).toBeLessThanOrEqual(1);
  close();
});

test('what is chosen and where the keyboard is stay on their products when these are sorted anew', async () => {
  const { table, session, close } = await tableOf('a', 'b', 'c');
  const photoOf = (id: string) => session.project.photos.find((photo) => photo.id === id)!;
  table.selection.toggle(table.keys, 0);
  table.selection.move(table.keys, 2);
  expect(table.current?.listing.label).toBe('c');
  const { choosing } = session;
  for (const { key } of choosing.outputs) table.desk.showing.verdicts.keep(photoOf('c'), key, 'fail');
  flushSync();
  expect(labels(table)).toEqual(['c', 'a', 'b']);
  expect(table.current?.listing.label).toBe('c');
  expect(table.at).toBe(0);
  expect(table.chosen.map(({ listing }) => listing.label)).toEqual(['a']);
  close();
});

test('where the product is no longer shown the keyboard stays at its place', async () => {
  const { table, close } = await tableOf('a', 'b', 'c');
  table.selection.move(table.keys, 2);
  table.query = 'a';
  flushSync();
  expect(table.current?.listing.label).toBe('a');
  table.query = '';
  flushSync();
  expect(table.current?.listing.label).toBe('c');
  close();
});
