import sharp from 'sharp';
import { shoot } from './shoot.mjs';

/* npm run screenshots -- many: forty photos made by code, from the drop to the export, with the tests' tiny model. */

const SLOTS = ['MAIN', 'PT01', 'PT02'];
const PRODUCTS = 12;
const PAPER = { width: 1600, height: 1200 };
/** Two files a photo on two busy cores, with room to spare. */
const BATCH_MS = 600_000;

/** Outlines in a field of 100 × 100, which the tiny model finds as they are dark. */
const SHAPES = [
  '<rect x="10" y="25" width="80" height="55" rx="8"/>',
  '<circle cx="50" cy="50" r="38"/>',
  '<path d="M42 5h16v22c12 6 14 16 14 26v42H28V53c0-10 2-20 14-26z"/>',
  '<path d="M20 20h60l8 75H12z"/><path d="M35 20a15 15 0 0 1 30 0" fill="none" stroke-width="5"/>',
  '<ellipse cx="50" cy="60" rx="46" ry="22"/>'
];

/** @param {string} name @param {string} drawn @param {number} share of the paper's height @param {string} colour */
async function photo(name, drawn, share, colour) {
  const side = Math.round(PAPER.height * share);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100" fill="${colour}" stroke="${colour}" stroke-width="0">${drawn}</svg>`;
  const buffer = await sharp({ create: { ...PAPER, channels: 3, background: '#fff' } })
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 90 })
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** Three photos of each of twelve products, and four as sellers have them too: unnamed, named at length, far away, of nothing. */
function fortyPhotos() {
  const named = Array.from({ length: PRODUCTS * SLOTS.length }, (_, index) => {
    const product = Math.floor(index / SLOTS.length);
    const name = `B0C4TR3${String(product).padStart(2, '0')}X.${SLOTS[index % SLOTS.length]}.jpg`;
    const colour = `hsl(${(product * 67) % 360} 60% ${18 + (index % 3) * 6}%)`;
    return photo(name, SHAPES[product % SHAPES.length] ?? '', 0.6 + (index % 3) * 0.12, colour);
  });
  const [bag = '', ball = ''] = SHAPES;
  const long =
    'Autumn collection 2026 – hand-stitched leather weekender with brass buckles, front left, final final (2).jpg';
  return Promise.all([
    ...named,
    photo('IMG_20261124_101530.jpg', ball, 0.7, '#402010'),
    photo(long, bag, 0.8, '#203040'),
    photo('far-away.jpg', ball, 0.12, '#103020'),
    photo('nothing.jpg', '', 0.5, '#000')
  ]);
}

/** @param {import('playwright').Page} page @param {string} name */
const look = (page, name) => shoot(page, `many-${name}`, ['light']);

/**
 * Some of the doubtful files decided by keys, and the next one shown.
 * @param {import('playwright').Page} page
 */
async function review(page) {
  const accept = page.getByRole('button', { name: /^Accept/ });
  const seen = page.getByRole('img', { name: /cut out on white$/ }).first();
  for (const key of ['s', 'a', 's']) {
    await seen.waitFor({ timeout: BATCH_MS });
    if (key !== 'a' || (await accept.isEnabled())) await page.keyboard.press(key);
  }
  await seen.waitFor({ timeout: BATCH_MS });
  await look(page, 'review');
}

/** @param {import('playwright').Page} page @param {string} url of the app */
export async function many(page, url) {
  await page.goto(url);
  await page.locator('[data-input=photos]').setInputFiles(await fortyPhotos());
  const take = page.getByRole('dialog').getByRole('button', { name: /^Take in/ });
  await take.waitFor({ timeout: BATCH_MS });
  await look(page, 'intake');
  await take.click();
  await page.getByRole('grid', { name: 'Products' }).waitFor({ timeout: BATCH_MS });
  await page.getByText(/^Taking in \d/).waitFor({ state: 'hidden', timeout: BATCH_MS });
  await look(page, 'table');
  const at = (/** @type {string} */ view) => page.url().replace(/(\?id=[^&]+).*/, `$1&view=${view}`);
  await page.goto(at('batch'));
  await page.getByRole('button', { name: /^Make files of/ }).click();
  await page.getByRole('button', { name: /^Download [\d.,]+/ }).click();
  await page.locator('[data-state=review], [data-state=done]').nth(3).waitFor({ timeout: BATCH_MS });
  await look(page, 'running');
  await page.getByText('The batch is done').first().waitFor({ timeout: BATCH_MS });
  await look(page, 'done');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await review(page);
  await page.goto(at('overview'));
  await page.getByRole('grid', { name: 'Products by channel' }).waitFor({ timeout: BATCH_MS });
  await look(page, 'overview');
  await page.goto(at('export'));
  await page.getByRole('button', { name: /^(Export \d|Decide about)/ }).waitFor({ timeout: BATCH_MS });
  await look(page, 'export');
}
