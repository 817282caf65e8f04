import type { PhotoFile } from '../../pipeline/import.ts';

/** What systems leave in folders beside the photos. */
const LITTER = /^(\.|thumbs\.db$|desktop\.ini$|ehthumbs\.db$)/i;

const photoFile = (file: File, path = file.webkitRelativePath): PhotoFile => ({
  name: file.name,
  data: file,
  ...(path !== '' && { path })
});

const isNoLitter = ({ name }: PhotoFile) => !LITTER.test(name);

/** Files as they were chosen, without what systems leave in folders. */
export const chosenFiles = (files: Iterable<File>): PhotoFile[] =>
  [...files].map((file) => photoFile(file)).filter(isNoLitter);

/**
 * Files of a drop or a paste, those in folders included, in the order of their names. Entries must be asked for before
 * the event ends, so call this in the handler itself.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<PhotoFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const sources = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = await Promise.all(sources.map((source) => (source === null ? [] : filesIn(source))));
  return found.flat().filter(isNoLitter);
}

async function filesIn(source: FileSystemEntry | File): Promise<PhotoFile[]> {
  if (source instanceof File) return [photoFile(source)];
  if (source.isFile) {
    const file = await fileOf(source as FileSystemFileEntry);
    return [photoFile(file, source.fullPath.replace(/^\//, ''))];
  }
  const entries = await entriesOf((source as FileSystemDirectoryEntry).createReader());
  const sorted = entries.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (await Promise.all(sorted.map(filesIn))).flat();
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** `readEntries` gives at most 100 at a time (Chromium) and an empty list at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject)
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
