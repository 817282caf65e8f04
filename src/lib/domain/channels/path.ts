import { PackshotError } from '../errors.ts';
import type { Channel } from './channel.ts';
import { isLeaf, type Leaf } from './leaf.ts';

/*
 * Where a figure lies in a profile: `maxBytes.required`, `roles[main].px.min`, and of all roles `roles[*].px.min`.
 */

/** A figure and its path. */
export interface Figure {
  readonly path: string;
  readonly leaf: Leaf<unknown>;
}

type Json = Readonly<Record<string, unknown>>;

const SEGMENT = /^([A-Za-z][A-Za-z0-9]*)(?:\[(\*|[a-z0-9-]+)\])?$/;

const badPath = (path: string): PackshotError =>
  new PackshotError('bad-request', `"${path}" is no place of a channel profile`, { path });

/** Every figure of a profile, in its order. */
export const figuresOf = (channel: Channel): Figure[] => figuresIn(channel, '');

function figuresIn(node: unknown, path: string): Figure[] {
  if (isLeaf(node) && 'value' in node) return [{ path, leaf: node }];
  if (Array.isArray(node)) {
    return path === 'roles'
      ? node.flatMap((role: Json) => figuresIn(role, `roles[${String(role['id'])}]`))
      : [];
  }
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) => figuresIn(inner, path ? `${path}.${key}` : key));
}

/** The figures at a path: several where it is of all roles, none where there is no such place. */
export function figuresAt(channel: Channel, path: string): Figure[] {
  const ofAll = (place: string) => place.replace(/^roles\[[^\]]*\]/, 'roles[*]');
  return figuresOf(channel).filter((figure) => figure.path === path || ofAll(figure.path) === path);
}

/**
 * A copy of the profile in which the figure at `path` is what `change` makes of it; it is given undefined where the
 * profile has no figure there yet. What comes out is not parsed.
 * @throws `bad-request` for a path that leads nowhere
 */
export function withFigure(
  channel: Channel,
  path: string,
  change: (leaf: Leaf<unknown> | undefined) => Leaf<unknown>
): Json {
  const segments = path.split('.').map((segment) => SEGMENT.exec(segment) ?? badSegment(path));
  return changed(channel, segments, change, path);
}

function badSegment(path: string): never {
  throw badPath(path);
}

function changed(
  node: Json,
  [segment, ...rest]: readonly RegExpExecArray[],
  change: (leaf: Leaf<unknown> | undefined) => Leaf<unknown>,
  path: string
): Json {
  const [, key = '', id] = segment ?? [];
  const inner = Object.hasOwn(node, key) ? node[key] : undefined;
  if (id !== undefined) return { ...node, [key]: changedRoles(inner, id, rest, change, path) };
  if (rest.length > 0) {
    // A group that the profile does not have yet is made; the schema knows which there can be.
    return { ...node, [key]: changed(groupIn(inner, path), rest, change, path) };
  }
  if (inner !== undefined && !isLeaf(inner)) throw badPath(path);
  return { ...node, [key]: change(inner) };
}

function groupIn(node: unknown = {}, path: string): Json {
  const isGroup = typeof node === 'object' && node !== null && !Array.isArray(node) && !isLeaf(node);
  if (!isGroup) throw badPath(path);
  return node as Json;
}

function changedRoles(
  roles: unknown,
  id: string,
  rest: readonly RegExpExecArray[],
  change: (leaf: Leaf<unknown> | undefined) => Leaf<unknown>,
  path: string
): readonly Json[] {
  const isMeant = (role: Json) => id === '*' || role['id'] === id;
  if (!Array.isArray(roles) || !roles.some(isMeant) || rest.length === 0) throw badPath(path);
  return roles.map((role: Json) => (isMeant(role) ? changed(role, rest, change, path) : role));
}
