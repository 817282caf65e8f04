import { mount, tick, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import AuditTable from '../../../src/lib/ui/audit/AuditTable.svelte';
import type { AuditRow } from '../../../src/lib/ui/audit/rows.ts';

let end = () => {};
afterEach(() => end());

const rows = Array.from({ length: 1000 }, (_, index): AuditRow => ({
  key: String(index),
  path: `set.zip/bags/${index}.jpg`,
  item: null,
  picture: null,
  verdicts: [],
  error: new PackshotError('bad-request', 'locked', { reason: 'encrypted' }),
  worst: 'fail',
  isSafe: false
}));

test('of a thousand rows only those in sight are laid out, and each says why it was not checked', async () => {
  const target = document.body.appendChild(document.createElement('div'));
  const started = performance.now();
  const table = mount(AuditTable, { target, props: { rows, canRepair: true, onshow() {}, onrepair() {} } });
  end = () => {
    void unmount(table);
    target.remove();
  };
  await tick();
  console.info(`1,000 rows in ${Math.round(performance.now() - started)} ms`);
  const files = [...target.querySelectorAll('.file')];
  expect(files).toHaveLength(1000);
  expect(target.querySelector('.first')?.textContent).toContain('password');
  // Two frames: what is in sight is worked out as the page is drawn.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const isSeen = (element: Element) => element.checkVisibility({ contentVisibilityAuto: true });
  expect([isSeen(files[0]!), isSeen(files[999]!)]).toEqual([true, false]);
});
