import type { Migration } from './migrate.ts';

/** From version 5 on products, photos and choices may say more; nothing that was there is read differently. */
export const catalog: Migration = { from: 4, up: (document) => document };
