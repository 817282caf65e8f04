import sharp from 'sharp';

const ACCENT = '#1a56c4';
const INK = '#161616';
const PAPER = '#f2f2f2';

/** The mark on its 24-unit grid: crop corners around the product. */
const mark = (corner, square) =>
  `<path d="M2 7V2h5M17 2h5v5M22 17v5h-5M7 22H2v-5" fill="none" stroke="${corner}" stroke-width="2"/>` +
  `<rect x="6" y="6" width="12" height="12" rx="2" fill="${square}"/>`;

/** Icon of the browser tab: the corners follow the browser's theme. */
export const favicon =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><style>path{stroke:${INK}}` +
  `@media(prefers-color-scheme:dark){path{stroke:${PAPER}}rect{fill:#5c8ff0}}</style>` +
  `${mark(INK, ACCENT)}</svg>\n`;

/** The mark on paper, `inset` units of paper around its 24, `round` the corner radius as a share of the side. */
function tile(side, inset, round) {
  const span = 24 + 2 * inset;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="${-inset} ${-inset} ${span} ${span}">` +
    `<rect x="${-inset}" y="${-inset}" width="${span}" height="${span}" rx="${span * round}" fill="${PAPER}"/>` +
    `${mark(INK, ACCENT)}</svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true, colours: 128 }).toBuffer();
}

/** App icons as PNG buffers by name. A maskable icon's safe zone is the circle of 80 % of its side (W3C App Manifest, § icon masks). */
export const icons = async () => ({
  'icon-192.png': await tile(192, 6, 0.2),
  'icon-512.png': await tile(512, 6, 0.2),
  'maskable-512.png': await tile(512, 9, 0),
  'apple-touch-icon.png': await tile(180, 7, 0)
});
