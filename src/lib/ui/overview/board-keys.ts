export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads in a grid; null where it moves nothing. @param page rows that PageDown moves by */
export function moved(
  key: string,
  { row, column }: Place,
  size: { readonly rows: number; readonly columns: number },
  page: number
): Place | null {
  const by: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    PageDown: [page, 0],
    PageUp: [-page, 0],
    Home: [0, -size.columns],
    End: [0, size.columns]
  };
  const move = by[key];
  if (!move) return null;
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: within(row + move[0], size.rows), column: within(column + move[1], size.columns) };
}
