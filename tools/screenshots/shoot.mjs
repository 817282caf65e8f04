import sharp from 'sharp';

export const FOLDER = 'docs/screenshots';
export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const SCHEMES = /** @type {const} */ (['light', 'dark']);

/**
 * One screen in every size, and in every scheme that is wanted.
 * @param {import('playwright').Page} page
 * @param {string} screen
 * @param {readonly ('light' | 'dark')[]} [schemes]
 */
export async function shoot(page, screen, schemes = SCHEMES) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Panels settle and the stage draws itself anew.
      await page.waitForTimeout(800);
      const png = await page.screenshot();
      // A palette keeps a screen's look at a third of the bytes.
      await sharp(png)
        .png({ palette: true, effort: 10 })
        .toFile(`${FOLDER}/${screen}-${size}-${colorScheme}.png`);
    }
  }
  await page.setViewportSize(SIZES.desktop);
}
