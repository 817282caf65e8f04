import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import ToolPanel from '../../../src/lib/ui/editor/panels/ToolPanel.svelte';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import type { ToolId } from '../../../src/lib/ui/editor/tools.svelte.ts';
import '../../../src/lib/ui/shared/base.css';
import { deskOf } from './desk-fixture.ts';

/** The panel of a tool, 320 px wide, on a photo that is cut out. */
async function panelOf(tool: ToolId, output = 0): Promise<EditorDesk> {
  const desk = await deskOf();
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

test('a picture is not the backdrop before there is one; another press takes the wish back', async () => {
  const { session } = await panelOf('backdrop', 1);
  await userEvent.click(page.getByText('Gradient'));
  await userEvent.click(page.getByText('Picture', { exact: true }));
  await expect.element(page.getByRole('button', { name: 'Choose a picture' })).toBeVisible();
  await expect.element(page.getByRole('radio', { name: 'Gradient' })).toBeChecked();
  expect(session.edits?.backdrop.kind).toBe('gradient');
  await userEvent.click(page.getByText('Gradient'));
  await expect.element(page.getByRole('button', { name: 'Choose a picture' })).not.toBeInTheDocument();
});

test('the colour’s tile shows the colour that it gives', async () => {
  const { session } = await panelOf('backdrop', 1);
  const tile = page.getByRole('radio', { name: 'Colour', exact: true }).element().nextElementSibling!;
  const shown = getComputedStyle(tile).backgroundColor.match(/\d+/g)!.map(Number);
  await userEvent.click(page.getByText('Colour', { exact: true }).first());
  expect(session.edits?.backdrop).toEqual({ kind: 'color', color: shown });
});

test('the photo’s own shadow says where it does nothing', async () => {
  const desk = await panelOf('shadow');
  let isSeen = false;
  desk.showing.hasOwnShadow = () => Promise.resolve(isSeen);
  const slider = page.getByRole('slider', { name: 'The photo’s own' });
  await slider.fill('0.5');
  await expect.element(page.getByText(/shows no shadow of its own/)).toBeVisible();
  await slider.fill('0');
  await expect.element(page.getByText(/shows no shadow of its own/)).not.toBeInTheDocument();
  isSeen = true;
  await slider.fill('0.5');
  await new Promise((later) => setTimeout(later, 100));
  expect(document.body.textContent).not.toContain('shows no shadow of its own');
});

test('leaving an output’s own values for all is told, with a way back', async () => {
  const { session } = await panelOf('frame');
  const scope = page.getByRole('combobox', { name: 'Holds for' });
  await scope.selectOptions('output');
  await userEvent.click(page.getByText('4:5'));
  await scope.selectOptions('all');
  expect(session.edits?.frame.ratio).toBeNull();
  const notice = notices.list.find(({ id }) => id === 'follow-all');
  expect(notice?.title).toContain('Frame');
  notice!.action!.run();
  expect(session.edits?.frame.ratio).toBe(0.8);
});

for (const tool of ['crop', 'notes', 'adjust', 'backdrop', 'shadow', 'frame'] as const) {
  test(`edits are copied, pasted and kept from the panel “${tool}”`, async () => {
    await panelOf(tool);
    const row = page.getByRole('group', { name: 'Edits' });
    for (const name of ['Copy', 'Paste edits', 'Presets'])
      await expect.element(row.getByRole('button', { name })).toBeVisible();
  });
}

for (const tool of ['crop', 'notes', 'adjust', 'backdrop', 'shadow', 'frame'] as const) {
  test(`nothing of the panel “${tool}” sticks out of 320 px`, async () => {
    await panelOf(tool);
    const panel = document.querySelector('aside')!;
    expect(panel.scrollWidth).toBeLessThanOrEqual(320);
  });
}
