/** How cards lie in a window that scrolls. All lengths in CSS px. */
export interface GridPlan {
  readonly columns: number;
  readonly rowHeight: number;
  /** Rows that are drawn: those in sight and one more. */
  readonly rows: number;
}

/** No more cards are drawn at once, whatever the size of the window and the number of photos. */
export const MAX_CARDS = 60;
/** Of a card: what lies under its square picture and beside it, and the gap between rows. */
const WORDS = 68;
const GAP = 12;
const STEP = 24;

/** Columns as wide as the window allows, wider where too many cards would be drawn. */
export function planGrid(width: number, height: number): GridPlan {
  const least = width < 560 ? 140 : width >= 1600 ? 232 : 184;
  for (let min = least; ; min += STEP) {
    const columns = Math.max(width < 560 ? 2 : 1, Math.floor(width / min));
    const rowHeight = Math.max(1, width / columns) + WORDS + GAP;
    const rows = Math.ceil(Math.max(0, height) / rowHeight) + 1;
    if (columns * rows <= MAX_CARDS || columns <= 2)
      return { columns, rowHeight, rows: Math.min(rows, Math.floor(MAX_CARDS / columns)) };
  }
}

/** First and one after the last card that are drawn when the window is scrolled so far. */
export function drawn({ columns, rowHeight, rows }: GridPlan, top: number, count: number) {
  const last = Math.max(0, Math.ceil(count / columns) - rows);
  const row = Math.min(last, Math.max(0, Math.floor(top / rowHeight)));
  return { from: row * columns, to: Math.min(count, (row + rows) * columns) };
}

/** The card that a key leads to; null where the key moves nothing. */
export function step(key: string, at: number, count: number, { columns, rows }: GridPlan): number | null {
  const by: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * Math.max(1, rows - 1),
    PageUp: -columns * Math.max(1, rows - 1),
    Home: -count,
    End: count
  };
  const move = by[key];
  return move === undefined ? null : Math.max(0, Math.min(count - 1, at + move));
}
