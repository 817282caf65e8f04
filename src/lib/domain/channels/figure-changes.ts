import { canonicalJson } from '../document/canonical.ts';
import type { Channel } from './channel.ts';
import type { Leaf } from './leaf.ts';
import { figuresOf } from './path.ts';

/** What one figure of a channel said: `[path, value, level]`. */
export type SeenFigure = readonly [path: string, value: unknown, level: Leaf<unknown>['level']];

/** A figure that says something else than before; undefined where there was, or is, none. */
export interface FigureChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** All that a channel asks for, short: what a later version is held against. */
export const seenFigures = (channel: Channel): readonly SeenFigure[] =>
  figuresOf(channel).map(({ path, leaf: { value, level } }) => [path, value, level]);

/**
 * What has changed in a channel's figures since they were seen, in the profile's order.
 * @param roles whose figures are meant, besides those of the whole channel
 */
export function figureChanges(
  before: readonly SeenFigure[],
  channel: Channel,
  roles: readonly string[]
): readonly FigureChange[] {
  const old = new Map(before.map(([path, value, level]) => [path, { value, level }]));
  const now = new Map(seenFigures(channel).map(([path, value, level]) => [path, { value, level }]));
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter((path) => isOf(path, roles))
    .flatMap((path): FigureChange[] => {
      const [from, to] = [old.get(path), now.get(path)];
      const isSame = canonicalJson(from ?? null) === canonicalJson(to ?? null);
      return isSame ? [] : [{ path, from: from?.value, to: to?.value }];
    });
}

function isOf(path: string, roles: readonly string[]): boolean {
  const role = /^roles\[([^\]]*)\]/.exec(path)?.[1];
  return role === undefined || roles.includes(role);
}
