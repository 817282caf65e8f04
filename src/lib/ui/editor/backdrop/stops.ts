import type { GradientStop } from '../../../domain/document/edits/backdrop.ts';

/** Where a stop may go: between its neighbours, so that the order stays. */
export function movedStop(stops: readonly GradientStop[], index: number, at: number): number {
  const [low, high] = [stops[index - 1]?.at ?? 0, stops[index + 1]?.at ?? 1];
  return Math.min(high, Math.max(low, at));
}

/** The stops with one more in the middle of the widest gap, of the colour half way between its neighbours. */
export function middleStop(stops: readonly GradientStop[]): {
  stops: readonly GradientStop[];
  index: number;
} {
  const gaps = stops.slice(1).map(({ at }, i) => at - stops[i]!.at);
  const index = gaps.indexOf(Math.max(...gaps)) + 1;
  const [before, after] = [stops[index - 1]!, stops[index]!];
  const half = (channel: 0 | 1 | 2) => Math.round((before.color[channel] + after.color[channel]) / 2);
  const added: GradientStop = { at: (before.at + after.at) / 2, color: [half(0), half(1), half(2)] };
  return { stops: stops.toSpliced(index, 0, added), index };
}
