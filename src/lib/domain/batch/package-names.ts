import type { Project } from '../document/document.ts';
import type { PlannedFile } from './planned.ts';
import { safeName } from './safe-name.ts';

/** `channels`: a flat ZIP of pictures for each channel and country, and one of papers. `folders`: all in one ZIP. */
export type ExportLayout = 'channels' | 'folders';

const MAX_SLUG = 60;

/** A project's name as ZIPs have it: `Autumn bags 2026` → `autumn-bags-2026`. Letters without a plain form are kept. */
export function projectSlug({ name }: Pick<Project, 'name'>): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').replace(/ß/g, 'ss');
  const words = plain.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const slug = Array.from(words.filter(Boolean).join('-')).slice(0, MAX_SLUG).join('');
  return slug === '' ? 'packshot' : safeName(slug.normalize('NFC'));
}

/** Which ZIP a file goes into (without `.zip`), and its path there. */
export function fileName(
  project: Project,
  { channel, country, folder }: Pick<PlannedFile, 'channel' | 'country' | 'folder'>,
  name: string,
  layout: ExportLayout
): { zip: string; path: string } {
  const slug = projectSlug(project);
  if (layout === 'folders') return { zip: slug, path: `${folder}/${name}` };
  return { zip: [slug, channel, ...(country === undefined ? [] : [country])].join('_'), path: name };
}

/** The ZIP that the papers go into. */
export const papersZip = (project: Project, layout: ExportLayout): string =>
  layout === 'folders' ? projectSlug(project) : `${projectSlug(project)}_report`;
