import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { edgeBand } from './cutout-metrics.ts';
import type { Result } from './measure.ts';
import type { BenchPhoto } from './photos.ts';
import { plane, rgba } from './pictures.ts';
import {
  blank,
  checker,
  differenceCell,
  edgeCell,
  labelled,
  pictureCell,
  worstEdge,
  type Picture
} from './cells.ts';
import { isCoarse } from './summary.ts';

const ROWS_A_SHEET = 8;

interface Row {
  readonly photo: BenchPhoto;
  readonly ours: Result;
  readonly stock: Result | null;
}

/** How wrong our cutout is, for the order of the rows: 1 − IoU, plus the edge error where the truth has an edge. */
function badness({ scores, truthType }: Result): number {
  if (!scores) return -1;
  return 1 - scores.iou + (isCoarse(truthType) ? 0 : scores.edgeMae);
}

function caption({ scores, truthType, whiteEdge, ms, confidence, flagged, candidates }: Result): string {
  const time = `${((ms['total'] ?? 0) / 1000).toFixed(1)} s`;
  const trusted = `conf ${confidence.toFixed(2)}${flagged ? ' FLAGGED' : ''} · ${candidates} cand · ${time}`;
  if (!scores) return trusted;
  if (isCoarse(truthType)) return `IoU ${scores.iou.toFixed(3)} · ${trusted}`;
  const halo = whiteEdge === null ? '' : ` · white ${whiteEdge.toFixed(1)}`;
  return `IoU ${scores.iou.toFixed(3)} · edge ${scores.edgeMae.toFixed(3)} · F ${scores.boundaryF.toFixed(2)}${halo} · ${trusted}`;
}

/** What the truth looks like on a checker: its true colours where they are known, else the photo's. */
async function truthOf({ truth, foreground }: BenchPhoto, photo: Picture): Promise<Picture | null> {
  if (!truth) return null;
  if (foreground) return { ...photo, rgba: await rgba(foreground) };
  const { alpha } = await plane(truth);
  const colours = photo.rgba.slice();
  alpha.forEach((a, i) => (colours[4 * i + 3] = a));
  return { ...photo, rgba: colours };
}

async function rowOf({ photo, ours, stock }: Row): Promise<Buffer> {
  const matte = await plane(ours.matte);
  const at = { width: matte.width, height: matte.height };
  const source = { ...at, rgba: await rgba(photo.file) };
  const mine = { ...at, rgba: await rgba(ours.cutout) };
  const theirs = stock && { ...at, rgba: await rgba(stock.cutout) };
  const truth = await truthOf(photo, source);
  const truthPlane = photo.truth ? await plane(photo.truth) : null;
  const spot = truthPlane && worstEdge(matte, truthPlane, edgeBand(truthPlane));
  const edge = (picture: Picture | null) => (picture && spot ? edgeCell(picture, spot) : blank());
  return labelled([
    [`${photo.name} (${photo.truthType})`, await pictureCell(source)],
    [`ours · ${caption(ours)}`, await checker(mine)],
    [stock ? `stock · ${caption(stock)}` : 'stock', theirs ? await checker(theirs) : await blank()],
    ['truth', truth ? await checker(truth) : await blank()],
    [
      'red: too much · blue: missing',
      truthPlane ? await differenceCell(source, matte, truthPlane) : await blank()
    ],
    ['worst edge on white, 200 %: ours', await edge(mine)],
    ['stock', await edge(theirs)],
    ['truth', await edge(truth)]
  ]);
}

async function stack(rows: readonly Buffer[], file: string): Promise<void> {
  const sizes = await Promise.all(rows.map((row) => sharp(row).metadata()));
  const height = sizes.reduce((sum, size) => sum + size.height, 0);
  let top = 0;
  const placed = rows.map((input, i) => {
    const place = { input, left: 0, top };
    top += sizes[i]!.height;
    return place;
  });
  const sheet = sharp({ create: { width: sizes[0]!.width, height, channels: 3, background: '#222' } });
  await writeFile(file, await sheet.composite(placed).png({ compressionLevel: 8 }).toBuffer());
}

/**
 * Contact sheets `<path>-1.png` …, worst first, a row a photo: photo, ours, stock, truth, difference, and the worst
 * place of our edge at 200 % on white. Returns the files' paths; none where our engine made nothing.
 */
export async function contactSheet(
  photos: readonly BenchPhoto[],
  results: readonly Result[],
  path: string
): Promise<string[]> {
  const find = (name: string, engine: string) =>
    results.find((result) => result.photo === name && result.engine === engine) ?? null;
  const rows = photos.flatMap((photo): Row[] => {
    const ours = find(photo.name, 'isnet');
    return ours ? [{ photo, ours, stock: find(photo.name, 'imgly') }] : [];
  });
  rows.sort((a, b) => badness(b.ours) - badness(a.ours));
  await mkdir(dirname(path), { recursive: true });
  const files: string[] = [];
  for (let at = 0; at < rows.length; at += ROWS_A_SHEET) {
    const made: Buffer[] = [];
    for (const row of rows.slice(at, at + ROWS_A_SHEET)) made.push(await rowOf(row));
    files.push(`${path}-${files.length + 1}.png`);
    await stack(made, files.at(-1)!);
  }
  return files;
}
