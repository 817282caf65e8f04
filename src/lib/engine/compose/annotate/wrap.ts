/** Width of a line of text, px. */
export type Measure = (text: string) => number;

/**
 * Breaks words into lines of at most `most` px: where the text has line ends, between words, and within a word only
 * where it is too long for a line of its own.
 */
export function wrap(text: string, most: number, measure: Measure): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, most, measure));
}

/** Halvings of the search for the narrowest width. */
const HALVINGS = 8;

/** The same number of lines as `wrap` makes, as even as they can be: no word stands alone on the last. */
export function balanced(text: string, most: number, measure: Measure): readonly string[] {
  const lines = wrap(text, most, measure);
  let best = lines;
  let [narrow, wide] = [Math.max(0, ...text.split(/\s+/).map(measure)), most];
  if (lines.length === 1 || narrow > most) return lines;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (narrow + wide) / 2;
    const tried = wrap(text, middle, measure);
    if (tried.length > lines.length) narrow = middle;
    else [best, wide] = [tried, middle];
  }
  return best;
}

function wrapParagraph(paragraph: string, most: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= most) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    const parts = broken(word, most, measure);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1)!;
  }
  return [...lines, line];
}

/** A word in parts that fit; never within a letter and its marks. */
function broken(word: string, most: number, measure: Measure): string[] {
  if (measure(word) <= most) return [word];
  const parts: string[] = [''];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)) {
    const longer = parts.at(-1)! + segment;
    if (parts.at(-1) === '' || measure(longer) <= most) parts[parts.length - 1] = longer;
    else parts.push(segment);
  }
  return parts;
}
