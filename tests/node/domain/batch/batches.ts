import type { Channel } from '../../../../src/lib/domain/channels/channel.ts';
import type { ExtensionOf, ExportPlan } from '../../../../src/lib/domain/batch/planned.ts';
import { planExport } from '../../../../src/lib/domain/batch/plan.ts';
import type { Selection } from '../../../../src/lib/domain/batch/wishes.ts';
import {
  addPhoto,
  createProject,
  setCutout,
  setProduct
} from '../../../../src/lib/domain/document/change.ts';
import type { Photo, Project } from '../../../../src/lib/domain/document/document.ts';
import type { Delivered } from '../../../../src/lib/domain/batch/manifest.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import type { Report } from '../../../../src/lib/domain/compliance/report.ts';
import { amazon, blob, CLEAN, cutoutEdit, main, newPhoto, variantOf } from '../samples.ts';

/** A channel like most: main and secondary, `{sku}-{position}`, one set for all countries. */
export const shop: Channel = channelOf('shop', '{sku}-{position}.{ext}');

/** A channel of this form of name, with roles of the kinds that a test names. */
export function channelOf(
  id: string,
  template: string,
  roles = ['main', 'secondary'],
  regex?: string
): Channel {
  return variantOf(amazon, (draft) => {
    const [first] = draft.roles;
    draft.id = id;
    draft.naming = {
      template: { ...draft.naming.template, value: template },
      ...(regex !== undefined && { regex: { ...draft.naming.regex!, value: regex } })
    };
    draft.package = {};
    draft.count = {};
    draft.roles = roles.map((role) => {
      const plain = { ...first!, id: role, required: role === 'main' || role === 'story' };
      delete plain.variantCodes;
      return plain;
    });
  });
}

export interface Shot {
  readonly name: string;
  readonly sku?: string;
  readonly identifier?: string;
  readonly slot?: string;
  readonly isUncut?: boolean;
  /** Photos of one number are the same file. */
  readonly file?: number;
}

/** A project of these photos, `p1`, `p2` …, one product for each SKU or identifier. */
export function projectOf(...shots: readonly Shot[]): Project {
  const empty = createProject({ id: 'project', name: 'Autumn bags', channels: ['amazon'] });
  return shots.reduce((project, { name, sku, identifier, slot, isUncut = false, file }, index) => {
    const id = `p${index + 1}`;
    const productId = sku ?? identifier;
    const placed = productId === undefined ? project : setProduct(project, productId, { sku, identifier });
    const source = { ...blob('0'), sha256: String(file ?? index + 1).padStart(64, '0') };
    const photo: Partial<Photo> = { name, source, ...(productId && { productId }), ...(slot && { slot }) };
    const added = addPhoto(placed, newPhoto(id, photo));
    return isUncut ? added : setCutout(added, id, cutoutEdit('2'));
  }, empty);
}

const jpg: ExtensionOf = () => 'jpg';

export const plan = (
  project: Project,
  channels: readonly Channel[],
  more: Partial<Selection> = {}
): ExportPlan => planExport(project, { channels, ...more }, jpg);

/** `amazon/B0C4TR311X.MAIN.jpg` of each file. */
export const paths = ({ files }: ExportPlan): string[] =>
  files.map(({ folder, name }) => `${folder}/${name}`);

/** `p1 no-cutout` of each that is not made. */
export const skips = ({ skipped }: ExportPlan): string[] =>
  skipped.map(({ photo, reason }) => `${photo} ${reason}`);

export const kinds = ({ problems }: ExportPlan): string[] => problems.map(({ kind }) => kind);

/** A plan's files as if each had been made and passed. */
export const deliveredOf = ({ files }: ExportPlan): Delivered[] =>
  files.map((planned) => ({
    planned,
    path: `${planned.folder}/${planned.name}`,
    change: 'new',
    report: reportOn(planned.name, planned.channel)
  }));

/** The report on a clean file of this name. */
export function reportOn(name: string, channel = 'amazon'): Report {
  const measured = { ...CLEAN, file: { ...CLEAN.file, name } };
  const report = evaluate(measured, amazon, main, { app: 'test', enlarged: 1 });
  return { ...report, channel, verdict: 'pass' };
}
