import type { Product, Project } from '../document/document.ts';
import { isDay } from '../document/product.ts';
import { PackshotError } from '../errors.ts';

/** How long before the end somebody is reminded. */
export const REMIND_DAYS = 30;
const DAY_MS = 86_400_000;

export interface Expiring {
  readonly product: Product;
  /** `YYYY-MM-DD`, the last day on which its pictures may be used. */
  readonly expires: string;
  /** Days left after today; 0 = today is the last, below 0 = it is over. */
  readonly days: number;
}

/**
 * Products whose rights have ended or end within 30 days, the most urgent first.
 * @param today `YYYY-MM-DD` where the seller is
 * @throws `bad-request` where that is no day
 */
export function expiring({ products }: Pick<Project, 'products'>, today: string): readonly Expiring[] {
  if (!isDay(today))
    throw new PackshotError('bad-request', 'today: not a day, YYYY-MM-DD', { path: 'today' });
  return products
    .flatMap((product): Expiring[] => {
      const expires = product.rights?.expires;
      return expires ? [{ product, expires, days: daysBetween(today, expires) }] : [];
    })
    .filter(({ days }) => days <= REMIND_DAYS)
    .sort((a, b) => a.days - b.days);
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
