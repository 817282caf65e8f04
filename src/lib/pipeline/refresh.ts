import { seenId } from '../domain/batch/output.ts';
import type { StaleGroup, StaleOutput } from '../domain/batch/refresh.ts';
import { staleReasons } from '../domain/batch/stale.ts';
import { figureChanges, seenFigures, type FigureChange } from '../domain/channels/figure-changes.ts';
import type { Project } from '../domain/document/document.ts';
import { madeOf } from './made-of.ts';
import type { Studio } from './studio.ts';

export type { StaleOutput } from '../domain/batch/refresh.ts';

/**
 * Which of a project's finished files would be others today, and why: its rules, the photo's edits, this app or the
 * cutout's model have changed. Files of photos or channels that are gone are none of them. Nothing is made or changed.
 */
export async function staleOutputs(studio: Studio, project: Project): Promise<readonly StaleOutput[]> {
  const photos = new Map(project.photos.map((photo) => [photo.id, photo]));
  const channels = new Set(studio.rules.channels.map(({ id }) => id));
  const stale: StaleOutput[] = [];
  for (const output of await studio.store.work.listOutputs(project.id)) {
    const photo = photos.get(output.photo);
    if (!photo || !channels.has(output.channel)) continue;
    const reasons = staleReasons(output.made, await madeOf(studio, project, photo, output));
    if (reasons.length > 0) stale.push({ output, reasons });
  }
  return stale;
}

const kept = new WeakMap<Studio, Set<string>>();

/** Keeps what a channel asks for today, so that it can be told later what has changed. Once a page and version. */
export async function keepRules(studio: Studio, channelId: string): Promise<void> {
  const channel = studio.rules.channel(channelId);
  const id = seenId(channel.id, channel.version);
  const known = kept.get(studio) ?? new Set();
  kept.set(studio, known);
  if (known.has(id)) return;
  await studio.store.work.putSeen({ id, figures: seenFigures(channel) });
  known.add(id);
}

/**
 * What has changed in the rules by which a group's files were made: figures of their channel and their roles. Null where
 * nobody kept what the rules said then.
 */
export async function changesBehind(
  studio: Studio,
  { reason, channel, files }: StaleGroup
): Promise<readonly FigureChange[] | null> {
  if (reason.kind !== 'rules' || channel === null) return null;
  const before = await studio.store.work.getSeen(seenId(channel, reason.from));
  const roles = files.map(({ output }) => output.role);
  return before && figureChanges(before.figures, studio.rules.channel(channel), [...new Set(roles)]);
}

/** A project with files that were made by other rules than today's. */
export interface OutdatedProject {
  readonly id: string;
  readonly name: string;
  readonly files: number;
}

/** The projects on this device of which files were made by other rules; no document is opened for it. */
export async function outdatedProjects({
  store,
  rules
}: Pick<Studio, 'store' | 'rules'>): Promise<readonly OutdatedProject[]> {
  const versions = new Map(rules.channels.map(({ id, version }) => [id, version]));
  const outdated: OutdatedProject[] = [];
  for (const { id, name } of await store.listProjects()) {
    const files = (await store.work.listOutputs(id)).filter(({ channel, made }) => {
      const version = versions.get(channel);
      return version !== undefined && version !== made.rules;
    });
    if (files.length > 0) outdated.push({ id, name, files: files.length });
  }
  return outdated;
}
