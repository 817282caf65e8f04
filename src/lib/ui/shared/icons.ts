/** An icon on a 24 × 24 grid: `line` is stroked, `dashed` stroked with gaps, `solid` filled. */
interface IconShape {
  readonly line?: string;
  readonly dashed?: string;
  readonly solid?: string;
}

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const ICONS = {
  back: { line: 'M15 5l-7 7 7 7' },
  next: { line: 'M9 5l7 7-7 7' },
  undo: { line: 'M8 5L4 9l4 4M4 9h10a5.5 5.5 0 010 11h-3' },
  redo: { line: 'M16 5l4 4-4 4M20 9H10a5.5 5.5 0 000 11h3' },
  image: { line: `M4 5h16v14H4zM4 17l5-4 4 3 3-2.5 4 3.5${circle(9, 9.5, 1.5)}` },
  folder: { line: 'M3.5 6.5h6l2 2.5h9v10h-17z' },
  camera: { line: `M4 8h3.5L9 5.5h6L16.5 8H20v11H4z${circle(12, 13, 3.5)}` },
  keys: { line: 'M3 6.5h18v11H3zM7 10h.01M10.5 10h.01M14 10h.01M17.5 10h.01M8 14h8' },
  gear: {
    line: `${circle(12, 12, 3)}M12 3.5v3M12 17.5v3M3.5 12h3M17.5 12h3M6 6l2.1 2.1M15.9 15.9L18 18M18 6l-2.1 2.1M8.1 15.9L6 18`
  },
  shield: { line: 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2 2 4-4' },
  split: { line: 'M4 5h16v14H4zM12 3v18', solid: 'M4 5h8v14H4z' },
  mask: { line: circle(12, 12, 8), solid: 'M12 4a8 8 0 010 16z' },
  white: { line: 'M4 4h16v16H4zM8 15l2-6 2 5 2-5 2 6' },
  fit: { line: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5' },
  eye: { line: `M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6z${circle(12, 12, 2.5)}` },
  wand: {
    line: 'M5 19L15 9M17.5 3.5l.8 2.2 2.2.8-2.2.8-.8 2.2-.8-2.2-2.2-.8 2.2-.8zM7 5l.6 1.4L9 7l-1.4.6L7 9l-.6-1.4L5 7l1.4-.6z'
  },
  trash: { line: 'M5 7h14M10 7V4.5h4V7M6.5 7l1 12.5h9l1-12.5M10 10.5v6M14 10.5v6' },
  close: { line: 'M6 6l12 12M18 6L6 18' },
  cut: {
    dashed: 'M12 4.5c4.5 0 6 3 6 6.5 0 5-2.5 8.5-6 8.5s-6-3.5-6-8.5c0-3.5 1.5-6.5 6-6.5z',
    solid: 'M12 8.5c2 0 2.8 1.3 2.8 3 0 2.5-1.2 4.5-2.8 4.5s-2.8-2-2.8-4.5c0-1.7.8-3 2.8-3z'
  },
  brush: { line: 'M19.5 4.5L10 14M10 14c-3 0-4 1.5-4 3.5S4.5 20 3.5 20c4.5 1 8.5-.5 8.5-4z' },
  pick: { line: 'M4 9V4h5M20 9V4h-5M4 15v5h5M12 12l8 3-3.5 1.5L15 20z' },
  holes: { line: circle(12, 12, 8), dashed: circle(12, 12, 3) },
  edge: { line: 'M5 20c0-9 5-15 14-16', dashed: 'M11 20c0-5 3-8.5 8-9.5' },
  doubt: { line: circle(12, 12, 8), dashed: circle(12, 12, 4.5) },
  keep: { line: 'M12 5v14M5 12h14' },
  erase: { line: 'M5 12h14' },
  swap: { line: 'M7 5L4 8l3 3M4 8h12M17 13l3 3-3 3M20 16H8' },
  adjust: {
    line: `M4 7h7M17 7h3M4 12h2M12 12h8M4 17h9M19 17h1${circle(14, 7, 2.5)}${circle(9, 12, 2.5)}${circle(16, 17, 2.5)}`
  },
  backdrop: { line: `M5 4v9c0 4 2 6 6 6h9M5 4h4${circle(14.5, 10, 3.5)}` },
  shadow: { line: `${circle(12, 9.5, 5.5)}M5 19.5c2-1.3 12-1.3 14 0` },
  frame: { line: 'M4 4h16v16H4z', dashed: 'M8.5 8.5h7v7h-7z' },
  drop: { line: 'M19 5l-2.5-.5L9 12l-1.5 4.5L12 15l7.5-7.5zM5 20h6M13.5 7.5l3 3' },
  copy: { line: 'M8 8h11v11H8zM5 15V5h10' },
  paste: { line: 'M8 5H5.5v15h13V5H16M9 3.5h6v3.5H9zM9 12h6M9 15.5h4' },
  presets: { line: 'M12 4l8 4-8 4-8-4zM4.5 12.5L12 16l7.5-3.5M4.5 16.5L12 20l7.5-3.5' },
  reset: { line: 'M5 5v5h5M5.5 10A7.5 7.5 0 1112 19.5' },
  more: { solid: `${circle(5.5, 12, 1.75)}z${circle(12, 12, 1.75)}z${circle(18.5, 12, 1.75)}z` },
  print: { line: 'M7 9V4h10v5M7 16H4V9h16v7h-3M7 14h10v6H7z' },
  open: { line: 'M12 15V4M7.5 8L12 3.5 16.5 8M5 20h14' },
  crop: { line: 'M7 3v14h14M3 7h14v14' },
  notes: { line: 'M4 5h16v11h-8l-4 4v-4H4z' },
  text: { line: 'M5 7V5h14v2M12 5v14M9 19h6' },
  arrow: { line: 'M5 19L18.5 5.5M10 5h9v9' },
  dimension: { line: 'M3 8v8M21 8v8M3.5 12h17M6.5 9l-3 3 3 3M17.5 9l3 3-3 3' },
  callout: { line: `M4 5h11v7H4zM12 12l5 5${circle(18.5, 18.5, 1.5)}` },
  badge: {
    line: 'M12 3.5l2.3 1.9 3-.2.8 2.9 2.4 1.7-1 2.8 1 2.8-2.4 1.7-.8 2.9-3-.2L12 21.7l-2.3-1.9-3 .2-.8-2.9L3.5 15.4l1-2.8-1-2.8 2.4-1.7.8-2.9 3 .2z'
  },
  loupe: { line: `${circle(10.5, 10.5, 6)}M15 15l5 5` },
  alpha: { line: circle(12, 12, 8), solid: 'M12 7.5a4.5 4.5 0 010 9 4.5 4.5 0 010-9z' },
  histogram: { line: 'M4 20h16M5 20v-4M8.5 20v-9M12 20V5M15.5 20v-7M19 20v-3' },
  first: { line: 'M5 4.5h14M12 20V8.5M7 13l5-5 5 5' },
  up: { line: 'M6 14l6-6 6 6' },
  down: { line: 'M6 10l6 6 6-6' },
  'turn-left': { line: 'M9 11h10v9H9zM5 13V9a4 4 0 014-4h4M7.5 10.5L5 13l-2.5-2.5' },
  'turn-right': { line: 'M5 11h10v9H5zM19 13V9a4 4 0 00-4-4h-4M16.5 10.5L19 13l2.5-2.5' },
  flip: { line: 'M12 3v18M9 7v10H3.5zM15 7v10h5.5z' },
  zip: { line: 'M6 3.5h8l4 4v13H6zM10.5 4v1.5M12 6.5V8M10.5 9v1.5M12 11.5V13' },
  pause: { line: 'M9 6v12M15 6v12' },
  play: { line: 'M8 5.5v13l10.5-6.5z' },
  retry: { line: 'M19 12a7 7 0 11-2.2-5.1M17.5 3v4.5H13' },
  broken: { line: 'M4 5h16v5l-4 3-3-3-4 4-5-3zM4 15l4-1 2 2 3-3 3 3 4-3v6H4z' },
  bell: { line: 'M6 16.5V11a6 6 0 0112 0v5.5l1.5 1.5h-15zM10 20.5h4' },
  table: { line: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z' },
  board: { line: 'M4 5h16v14H4zM4 10h16M10 5v14' },
  check: { line: 'M5 12.5l4.5 4.5L19 7.5' },
  sort: { line: 'M5 7h14M5 12h9M5 17h5' },
  save: { line: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14' }
} as const satisfies Record<string, IconShape>;

export type IconName = keyof typeof ICONS;
