import type { PlannedFile } from '../domain/batch/planned.ts';
import { duplicate, duplicateSlots } from '../domain/compliance/checks/duplicate.ts';
import { withFindings } from '../domain/compliance/evaluate.ts';
import { findRole } from '../domain/channels/index.ts';
import type { RenderedFile } from './export.ts';
import type { Studio } from './studio.ts';

/** A file that was made: enough to tell whether another one shows the same. */
interface Made {
  readonly photo: string;
  readonly slot: string;
  readonly hash: string;
}

/** The files of each product's set in a channel, as they are made. */
export type MadeFiles = Map<string, Made[]>;

/**
 * A file whose report also says whether a file of the same product and set, made before, shows the same picture. One
 * photo in several roles is meant to be there. The file is remembered in `made`.
 */
export function withTwin<File extends Pick<RenderedFile, 'name' | 'hash' | 'report'>>(
  { rules }: Pick<Studio, 'rules'>,
  { photo, listing, channel: id, role, slot, country }: PlannedFile,
  file: File,
  made: MadeFiles
): File {
  const set = JSON.stringify([listing, id, country]);
  const before = made.get(set) ?? [];
  const others = before.filter((each) => each.photo !== photo);
  made.set(set, [...before, { photo, slot, hash: file.hash }]);
  const twin = duplicateSlots([...others, { slot: file.name, hash: file.hash }]).get(file.name);
  const channel = rules.channel(id);
  const told = duplicate(twin, channel, findRole(channel, role));
  return { ...file, report: withFindings(file.report, [told]) };
}
