import type { BoardCell } from '../domain/batch/board.ts';
import { overviewOf } from '../domain/batch/overview.ts';
import type { Entry } from '../domain/catalog/entries.ts';
import { listableIn, workOf } from '../pipeline/overview.ts';
import { isoToday } from '../pipeline/rules.ts';
import type { Desk } from './desk.ts';
import type * as sdk from './sdk/types.ts';

/** The project's channels, and every channel where its products could be listed. @throws as `madeOf` */
export async function getOverview({ studio, project }: Desk): Promise<sdk.CatalogOverview> {
  const { channels: offered } = studio.rules;
  const channels = offered.filter(({ id }) => project.channels.includes(id));
  const work = await workOf(studio, project);
  const all = overviewOf(project, channels, work, isoToday());
  const listable: sdk.CatalogOverview['listable'][number][] = [];
  for await (const each of listableIn(project, offered, work)) listable.push(each);
  return {
    board: all.board.map(({ entry, cells, isReady }) => ({
      ...named(entry),
      isReady,
      channels: cells.map(cellForHost)
    })),
    missing: all.missing.map(({ channel, lacks, entries }) => ({
      channel,
      lacks,
      products: entries.map(named)
    })),
    expiring: all.expiring.map(({ product, expires, days }) => ({ product: product.id, expires, days })),
    listable
  };
}

const named = ({ product, label }: Entry) => ({ product: product?.id ?? null, label });

const cellForHost = ({ channel, state, files, lacks }: BoardCell) => ({
  channel,
  state,
  files: files.map(({ id, photo, slot, role, locale, state: own }) => ({
    ...{ id, photo, slot, role, state: own },
    ...(locale !== undefined && { locale })
  })),
  lacks
});
