/** Colours of a drawn head. */
interface Head {
  readonly skin: string;
  readonly shade: string;
  readonly hair: string;
}

const PALE: Head = { skin: '#e8bf9f', shade: '#b98a68', hair: '#3a2618' };
const DARK: Head = { skin: '#8a5a3a', shade: '#5a3822', hair: '#15100c' };
/** Painted plastic without hair. */
const MANNEQUIN: Head = { skin: '#f2e6dc', shade: '#c9bdb2', hair: '#f2e6dc' };

/** One eye, left of the nose; the other is its mirror image. */
const eye = ({ hair }: Head): string =>
  `<path d="M370 385Q420 360 470 385L468 396Q420 374 372 398Z" fill="${hair}"/>` +
  '<path d="M382 430Q425 400 468 432Q425 455 382 430Z" fill="#f4f0ec"/>' +
  '<circle cx="426" cy="429" r="17" fill="#3a2a20"/><circle cx="426" cy="429" r="8"/>' +
  '<path d="M380 428Q425 396 470 430" stroke="#201510" stroke-width="6" fill="none"/>';

const soft = (id: string, px: number): string =>
  `<filter id="${id}"><feGaussianBlur stdDeviation="${px}"/></filter>`;

/**
 * A head seen from the front, in thousandths of its own square, as far as a face finder looks at one: an oval with
 * sockets, brows and eyes in a row, a nose under them, and a mouth.
 */
const drawn = (head: Head): string => {
  const { skin, shade, hair } = head;
  const [left, right] = [eye(head), `<g transform="translate(1000 0) scale(-1 1)">${eye(head)}</g>`];
  return (
    `<defs><radialGradient id="skin" cx="0.45" cy="0.4" r="0.65"><stop offset="0.7" stop-color="${skin}"/>` +
    `<stop offset="1" stop-color="${shade}"/></radialGradient>${soft('softer', 6)}${soft('soft', 2.5)}</defs>` +
    `<path d="M395 640V780Q300 820 180 860L120 1000H880L820 860Q700 820 605 780V640Z" fill="${shade}"/>` +
    `<ellipse cx="500" cy="420" rx="215" ry="275" fill="${hair}"/>` +
    '<ellipse cx="500" cy="455" rx="180" ry="245" fill="url(#skin)"/>' +
    `<path d="M315 420Q330 200 500 195Q670 200 685 420Q640 300 500 290Q360 300 315 420Z" fill="${hair}"/>` +
    `<g filter="url(#softer)" fill="${shade}" opacity="0.75"><ellipse cx="425" cy="425" rx="55" ry="30"/>` +
    '<ellipse cx="575" cy="425" rx="55" ry="30"/><path d="M500 420L530 540Q500 565 470 540Z"/>' +
    '<ellipse cx="500" cy="655" rx="70" ry="18"/></g>' +
    `<g filter="url(#soft)">${left}${right}` +
    '<path d="M474 548Q482 538 490 548M510 548Q518 538 526 548" stroke="#3a2618" stroke-width="7" fill="none"/>' +
    '<path d="M432 615Q500 590 568 615Q500 655 432 615Z" fill="#a85052"/>' +
    '<path d="M432 615Q500 628 568 615" stroke="#602828" stroke-width="4" fill="none"/></g>'
  );
};

/** The head at a place of the frame, all in thousandths of its width. */
const at = (x: number, y: number, size: number, head: Head): string =>
  `<g transform="translate(${x} ${y}) scale(${size / 1000})">${drawn(head)}</g>`;

/** Heads that a picture of clothes would show. */
export const HEADS: readonly { readonly name: string; readonly svg: string }[] = [
  { name: 'a pale head over the product', svg: at(300, 10, 400, PALE) },
  { name: 'a dark head over the product', svg: at(300, 10, 400, DARK) },
  { name: 'a mannequin’s head in a corner', svg: at(10, 10, 220, MANNEQUIN) },
  { name: 'a small head, as on a size guide', svg: at(860, 10, 130, PALE) }
];
