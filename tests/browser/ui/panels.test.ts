import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import type { Found } from '../../../src/lib/domain/document/edits/cutout.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import ToolPanel from '../../../src/lib/ui/editor/panels/ToolPanel.svelte';
import type { ToolId } from '../../../src/lib/ui/editor/tools.svelte.ts';
import '../../../src/lib/ui/shared/base.css';
import { fakeStudio } from './fake-studio.ts';

const found: Found = {
  matte: { sha256: 'a'.repeat(64), bytes: 1, type: 'image/png' },
  doubt: null,
  model: 'm',
  confidence: 0.9,
  ask: { prompt: { box: null, include: [], exclude: [], text: null }, holes: 'auto', pick: null }
};

/** The panel of a tool, 320 px wide, on a photo that is cut out. */
async function panelOf(tool: ToolId, output = 0): Promise<EditorDesk> {
  const studio = fakeStudio();
  const source = await studio.store.putBlob(new Blob(['photo'], { type: 'image/jpeg' }));
  const size = { width: 400, height: 300 };
  const project = addPhoto(startProject('p'), { id: 'a', name: 'a.jpg', source, size });
  const desk = new EditorDesk(studio, { project, revision: 0 }, { onsave: () => {}, onrendered: () => {} });
  desk.session.setFound('a', found);
  desk.choose(desk.session.choosing.outputs[output]!);
  desk.tools.choose(tool);
  await page.viewport(1024, 900);
  const target = document.createElement('aside');
  target.style.inlineSize = '320px';
  document.body.replaceChildren(target);
  render(ToolPanel, { target, props: { desk, photo: desk.photo! } });
  return desk;
}

test('a slider is set by arrows and put back by Backspace', async () => {
  const { session } = await panelOf('adjust');
  const slider = page.getByRole('slider', { name: 'Contrast' });
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  expect(session.edits?.adjust.contrast).toBeCloseTo(0.02);
  await userEvent.keyboard('{Backspace}');
  expect(session.edits?.adjust.contrast).toBe(0);
});

test('a backdrop that the output’s rule forbids is said to be, and is kept from that output at one press', async () => {
  const { session } = await panelOf('backdrop');
  await userEvent.click(page.getByText('Gradient'));
  await expect.element(page.getByText(/Amazon MAIN must stand on white/)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: /^Keep MAIN on white/ }));
  expect(session.edits?.backdrop).toEqual({ kind: 'channel' });
  expect(session.photo?.edits.backdrop.kind).toBe('gradient');
  expect(document.body.textContent).not.toContain('must stand on');
});

test('where the rule is silent nothing is said, and a transparent picture is promised as PNG', async () => {
  await panelOf('backdrop', 1);
  await userEvent.click(page.getByText('Gradient'));
  expect(document.body.textContent).not.toContain('must stand on');
  await userEvent.click(page.getByText('Transparent'));
  await expect.element(page.getByText(/Saved as PNG/)).toBeVisible();
});

test('a colour is read as it is typed; what is none changes nothing and is said', async () => {
  const { session } = await panelOf('backdrop', 1);
  await userEvent.click(page.getByText('Colour', { exact: true }).first());
  const field = page.getByRole('textbox', { name: 'Colour', exact: true });
  await field.fill('#12345');
  await expect.element(page.getByText(/Six digits/)).toBeVisible();
  await field.fill('#123456');
  expect(session.edits?.backdrop).toEqual({ kind: 'color', color: [0x12, 0x34, 0x56] });
});

test('a gradient gets a colour between its neighbours', async () => {
  const { session } = await panelOf('backdrop', 1);
  await userEvent.click(page.getByText('Gradient'));
  await userEvent.click(page.getByRole('button', { name: 'Add a colour' }));
  const { backdrop } = session.edits!;
  expect(backdrop.kind === 'gradient' && backdrop.stops.map(({ at }) => at)).toEqual([0, 0.5, 1]);
});

test('a shadow’s details are shown once there is some', async () => {
  const { session } = await panelOf('shadow');
  expect(document.body.textContent).not.toContain('Distance');
  await page.getByRole('slider', { name: 'Drop' }).fill('0.5');
  await expect.element(page.getByRole('slider', { name: 'Distance' })).toBeInTheDocument();
  expect(session.edits?.shadow.drop.strength).toBe(0.5);
  await userEvent.click(page.getByRole('switch', { name: 'May reach the frame' }));
  await expect.element(page.getByText('Nothing may reach the frame of Amazon MAIN.')).toBeVisible();
});

test('the frame’s limits are the profile’s, and a shape can be chosen for one output alone', async () => {
  const { session } = await panelOf('frame');
  await expect.element(page.getByText('Amazon MAIN takes 85% to 100%.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Holds for' }).selectOptions('output');
  await userEvent.click(page.getByText('4:5'));
  expect(session.edits?.frame.ratio).toBe(0.8);
  expect(session.photo?.edits.frame.ratio).toBeNull();
});

for (const tool of ['adjust', 'backdrop', 'shadow', 'frame'] as const) {
  test(`nothing of the panel “${tool}” sticks out of 320 px`, async () => {
    await panelOf(tool);
    const panel = document.querySelector('aside')!;
    expect(panel.scrollWidth).toBeLessThanOrEqual(320);
  });
}
