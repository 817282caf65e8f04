import * as v from 'valibot';
import {
  defaultOf,
  SAVING_FIELDS,
  savingsOf,
  type SavingField,
  type SavingsInputs
} from '../../domain/catalog/savings.ts';
import { preference } from '../shared/preference.ts';
import { readKept } from './kept.ts';

const KEY = 'packshot.savings';
const CURRENCY = 'USD';
const MOST = 1e12;
const amount = v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(MOST))));
const saidSchema = v.object({
  currency: v.optional(v.pipe(v.string(), v.maxLength(20))),
  pictures: amount,
  studioPrice: amount,
  servicePrice: amount,
  minutes: amount,
  hourlyRate: amount
});

/** What a person typed; null = emptied, absent = never touched. */
type Said = v.InferOutput<typeof saidSchema>;

/** What pictures cost elsewhere, as a person says it. Kept on this device, of no project. */
export class Saving {
  #said = $state.raw<Said>(readKept(KEY, saidSchema) ?? {});

  get currency(): string {
    return this.#said.currency ?? CURRENCY;
  }

  set currency(currency: string) {
    this.#write({ ...this.#said, currency });
  }

  /** What an input shows: what was typed, else a published figure, else nothing. */
  valueOf(field: SavingField, files: number): number | null {
    const said = this.#said[field];
    if (said !== undefined) return said;
    return field === 'pictures' ? files : defaultOf(field, this.currency);
  }

  /** @param value NaN where the input is empty */
  set(field: SavingField, value: number): void {
    const isAmount = Number.isFinite(value) && value >= 0 && value <= MOST;
    this.#write({ ...this.#said, [field]: isAmount ? value : null });
  }

  /** Everything as it was at first. */
  reset(): void {
    this.#write({});
  }

  get isTouched(): boolean {
    return Object.keys(this.#said).length > 0;
  }

  /** @param files of the project: the number of pictures while nobody says another */
  result(files: number) {
    const entries = SAVING_FIELDS.map((field) => [field, this.valueOf(field, files)] as const);
    return savingsOf(Object.fromEntries(entries) as unknown as SavingsInputs);
  }

  #write(said: Said): void {
    this.#said = said;
    preference.write(KEY, this.isTouched ? JSON.stringify(said) : null);
  }
}
