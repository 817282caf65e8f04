import { PackshotError } from '../domain/errors.ts';
import type { Desk } from './desk.ts';

/*
 * Looks (presets, recipes) of a host. In a frame that keeps nothing they are all that there are. Where the frame keeps
 * its project, the device's own are the person's: a host sees those that it made, known by their ids.
 */

const prefixOf = ({ project }: Desk): string => `${project.id} `;

export const newId = (desk: Desk): string =>
  desk.studio.store.kind === 'memory' ? crypto.randomUUID() : prefixOf(desk) + crypto.randomUUID();

/** Those that this host made. */
export const ownOf = <L extends { readonly id: string }>(desk: Desk, looks: readonly L[]): readonly L[] =>
  desk.studio.store.kind === 'memory' ? looks : looks.filter(({ id }) => id.startsWith(prefixOf(desk)));

/** A refused file's problem with its path within the call's parameters. */
export const inFile =
  (method: string) =>
  (error: unknown): never => {
    if (!(error instanceof PackshotError) || error.code !== 'bad-request') throw error;
    const path = [`${method}.file`, error.data?.['path']].filter(Boolean).join('.');
    throw new PackshotError('bad-request', `${path}: ${error.message}`, { path });
  };
