/** What pictures cost elsewhere, in the seller's own currency and words; null = not said. */
export interface SavingsInputs {
  readonly pictures: number | null;
  /** A studio's price of one picture. */
  readonly studioPrice: number | null;
  /** A web service's price of one picture. */
  readonly servicePrice: number | null;
  /** Own work at one picture, by hand in another program. */
  readonly minutes: number | null;
  readonly hourlyRate: number | null;
}

export const SAVING_FIELDS = ['pictures', 'studioPrice', 'servicePrice', 'minutes', 'hourlyRate'] as const;
export type SavingField = (typeof SAVING_FIELDS)[number];

/** Where a figure was read. `checked`: when somebody last read it, ISO date. */
export interface FigureSource {
  readonly title: string;
  readonly url: string;
  readonly published: string;
  readonly checked: string;
}

const RUNFLOW: FigureSource = {
  title: 'Runflow blog',
  url: 'https://www.runflow.io/blog/product-photography-automation-ecommerce',
  published: '2026-05-08',
  checked: '2026-11-22'
};

/** A figure that somebody published, as that page has it. */
export interface PublishedFigure {
  readonly currency: string;
  readonly from: number;
  readonly to: number;
  /** Of what: a picture, or a whole product. */
  readonly per: 'picture' | 'product';
  readonly source: FigureSource;
}

/** Only what a page states. Of own minutes and rates none does: a seller knows them. */
export const PUBLISHED: Readonly<Partial<Record<SavingField, PublishedFigure>>> = {
  studioPrice: { currency: 'USD', from: 150, to: 500, per: 'product', source: RUNFLOW },
  servicePrice: { currency: 'USD', from: 0.865, to: 0.865, per: 'picture', source: RUNFLOW }
};

/** What an input begins with: a published figure of one picture, in this currency. A price of a whole product is none. */
export function defaultOf(field: SavingField, currency: string): number | null {
  const figure = PUBLISHED[field];
  const isOne = figure?.per === 'picture' && figure.from === figure.to && figure.currency === currency;
  return isOne ? figure.from : null;
}

/** Ways to the same pictures, with what they cost and how long a person works; null where an input is not said. */
export interface Savings {
  readonly studio: number | null;
  readonly service: number | null;
  readonly byHand: number | null;
  /** Own work by hand, ms. */
  readonly byHandMs: number | null;
}

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

export function savingsOf({
  pictures,
  studioPrice,
  servicePrice,
  minutes,
  hourlyRate
}: SavingsInputs): Savings {
  const product = (...factors: readonly (number | null)[]): number | null =>
    factors.reduce<number | null>((all, each) => (all === null || each === null ? null : all * each), 1);
  return {
    studio: product(pictures, studioPrice),
    service: product(pictures, servicePrice),
    byHand: product(pictures, minutes, 1 / HOUR_MINUTES, hourlyRate),
    byHandMs: product(pictures, minutes, MINUTE_MS)
  };
}
