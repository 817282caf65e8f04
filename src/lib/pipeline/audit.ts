import type { Channel, Role } from '../domain/channels/channel.ts';
import { findRole } from '../domain/channels/index.ts';
import { roleOfListing } from '../domain/batch/listing-places.ts';
import { duplicate, duplicateSlots } from '../domain/compliance/checks/duplicate.ts';
import { withFindings } from '../domain/compliance/evaluate.ts';
import type { Measurements } from '../domain/compliance/measurements.ts';
import type { Report } from '../domain/compliance/report.ts';
import { asPackshotError, type PackshotError } from '../domain/errors.ts';
import type { AuditItem, AuditSkip } from './audit-files.ts';
import { judgeForeign, measureFile } from './check.ts';
import type { ReportPicture } from './ledger.ts';
import { pictureFor } from './report-picture.ts';
import type { Studio } from './studio.ts';

/** A picture that was measured: from here on it can be held against any channel without being opened again. */
export interface Measured {
  readonly item: AuditItem;
  readonly measured: Measurements;
  /** Small, for lists and printed reports; null where none was asked for. */
  readonly picture: ReportPicture | null;
}

/** A file that no report can be made of. */
export interface Unmeasured {
  readonly item: AuditItem;
  readonly error: PackshotError;
}

export type Audited = Measured | Unmeasured;

export const isMeasured = (audited: Audited): audited is Measured => 'measured' in audited;

/** Everything of which there is no report: files that could not be opened, and those that could not be decoded. */
export const unchecked = (audited: readonly Audited[], skipped: readonly AuditSkip[]): AuditSkip[] => [
  ...skipped,
  ...audited.flatMap((each) => (isMeasured(each) ? [] : { path: each.item.path, error: each.error }))
];

export interface AuditOptions {
  /** Whether small pictures are made too. */
  readonly hasPictures?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens and measures pictures one after the other; one decoded picture is held at a time, and no file is kept. What
 * cannot be measured comes with its error, and the others go on.
 * @throws `aborted`
 */
export async function* auditItems(
  studio: Studio,
  items: Iterable<AuditItem>,
  options: AuditOptions = {}
): AsyncGenerator<Audited> {
  for (const item of items) {
    options.signal?.throwIfAborted();
    yield await auditItem(studio, item, options);
  }
}

async function auditItem(
  studio: Studio,
  item: AuditItem,
  { hasPictures = false, signal }: AuditOptions
): Promise<Audited> {
  try {
    const file = await item.open(signal);
    const measured = await measureFile(studio, file, { name: item.name, signal });
    return { item, measured, picture: hasPictures ? await pictureFor(studio, file, signal) : null };
  } catch (thrown) {
    const error = asPackshotError(thrown, 'decode-failed');
    if (error.code === 'aborted' || signal?.aborted) throw error;
    return { item, error };
  }
}

/** What one channel says of one picture. */
export interface Verdicts {
  readonly audited: Measured;
  readonly channel: Channel;
  readonly role: Role;
  readonly report: Report;
}

/** The role's id that a picture has in a channel; null = by its slot. */
export type RoleChoice = (item: AuditItem, channel: Channel) => string | null;

/** The role in which a picture is judged. @throws `rule-unknown` for a role that the channel has not */
export function roleIn(item: AuditItem, channel: Channel, choose: RoleChoice): Role {
  const chosen = choose(item, channel);
  return chosen === null ? roleOfListing(channel, item.place.slot) : findRole(channel, chosen);
}

/**
 * Holds measured pictures against every channel, by picture and then by channel. Pictures of one product that show the
 * same are told so.
 * @throws `rule-unknown`
 */
export function judgeAudit(
  audited: readonly Audited[],
  channels: readonly Channel[],
  choose: RoleChoice = () => null
): readonly Verdicts[] {
  const measured = audited.filter(isMeasured);
  const twins = twinsIn(measured);
  return measured.flatMap((each) =>
    channels.map((channel) => {
      const role = roleIn(each.item, channel, choose);
      const report = judged(each.measured, channel, role, twins.get(each.item.index));
      return { audited: each, channel, role, report };
    })
  );
}

/** Reports by what they were made of: an audit that grows is judged again and again. */
const known = new WeakMap<Measurements, WeakMap<Channel, Map<string, Report>>>();

function judged(measured: Measurements, channel: Channel, role: Role, twin: string | undefined): Report {
  const channels = known.get(measured) ?? new WeakMap<Channel, Map<string, Report>>();
  known.set(measured, channels);
  const reports = channels.get(channel) ?? new Map<string, Report>();
  channels.set(channel, reports);
  const key = JSON.stringify([role.id, twin]);
  const make = () => withFindings(judgeForeign(measured, channel, role), [duplicate(twin, channel, role)]);
  const report = reports.get(key) ?? make();
  reports.set(key, report);
  return report;
}

/** No listing has more pictures: what names make one product of more is a folder of many. */
const MAX_PRODUCT = 100;

/** By item, the name of the picture of the same product that shows the same and comes first. */
function twinsIn(measured: readonly Measured[]): ReadonlyMap<number, string> {
  const products = new Map<string, Measured[]>();
  for (const each of measured) {
    const { product } = each.item.place;
    const group = products.get(product);
    if (group) group.push(each);
    else products.set(product, [each]);
  }
  const real = [...products.values()].filter(({ length }) => length <= MAX_PRODUCT);
  return new Map(real.flatMap(twinsOf));
}

/** Two files of one product may have the same name in two folders: they are told apart by where they were found. */
function twinsOf(group: readonly Measured[]): [index: number, twin: string][] {
  const names = new Map(group.map(({ item }) => [String(item.index), item.path.split('/').at(-1)]));
  const hashes = group.flatMap(({ item, measured }) =>
    measured.bytes ? { slot: String(item.index), hash: measured.bytes.hash } : []
  );
  return [...duplicateSlots(hashes)].map(([slot, twin]) => [Number(slot), names.get(twin) ?? '']);
}
