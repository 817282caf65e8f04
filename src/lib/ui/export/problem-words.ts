import type { Problem } from '../../domain/batch/problems.ts';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { languageName } from '../editor/notes/languages.ts';
import { list, number } from '../shared/numbers.ts';

/** A problem in words: whose it is, what it is, what follows from it. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
  /** The detail is names of files. */
  readonly isNames?: boolean;
}

/** More names than these tell nobody more. */
const FEW_NAMES = 4;

/** `Germany` of `DE`, in the page's language. */
export const countryName = (country: string): string =>
  new Intl.DisplayNames(getLocale(), { type: 'region' }).of(country === 'UK' ? 'GB' : country) ?? country;

const languages = (tags: readonly string[]): string => list(tags.map(languageName));

/** @param channelName what a channel is called, by its id */
export function problemWords(problem: Problem, channelName: (id: string) => string): ProblemWords {
  switch (problem.kind) {
    case 'no-main':
      return {
        title: m.problem_no_main({
          product: problem.label,
          channels: list(problem.channels.map(channelName))
        }),
        detail: problem.isUncut ? m.problem_no_main_uncut() : ''
      };
    case 'main-gone':
      return {
        title: m.problem_main_gone({ product: problem.label, channel: channelName(problem.channel) }),
        detail: m.problem_main_gone_text({ file: problem.name })
      };
    case 'slots-gone':
      return {
        title: m.problem_slots_gone({
          channel: channelName(problem.channel),
          count: problem.names.length,
          shown: number(problem.names.length)
        }),
        detail: list(problem.names.slice(0, FEW_NAMES)),
        isNames: true
      };
    case 'no-cutout':
      return {
        title: m.problem_no_cutout({ count: problem.photos.length, shown: number(problem.photos.length) }),
        detail: m.problem_no_cutout_text()
      };
    case 'same-slot':
      return {
        title: m.problem_same_slot({
          product: problem.label,
          slot: problem.slot,
          shown: number(problem.photos.length)
        }),
        detail: m.problem_same_slot_text()
      };
    case 'same-picture':
      return {
        title: m.problem_same_picture({ product: problem.label, slots: list(problem.slots) }),
        detail: m.problem_same_picture_text({ channel: channelName(problem.channel) })
      };
    case 'other-length':
      return {
        title: m.problem_other_length({
          product: problem.lender,
          count: problem.labels.length,
          shown: number(problem.labels.length)
        }),
        detail: m.problem_other_length_text({ products: list(problem.labels.slice(0, FEW_NAMES)) })
      };
    case 'no-place':
      return {
        title: m.problem_no_place({ channel: channelName(problem.channel), slot: problem.slot }),
        detail: ''
      };
    case 'name-numbered':
      return {
        title: m.problem_name_numbered({ count: problem.count, shown: number(problem.count) }),
        detail: `${problem.from} → ${problem.to}`,
        isNames: true
      };
    case 'name-taken':
      return {
        title: m.problem_name_taken({
          channel: channelName(problem.channel),
          count: problem.count,
          shown: number(problem.count)
        }),
        detail: problem.name,
        isNames: true
      };
    case 'country-without-main':
      return {
        title: m.problem_country_main({
          country: problem.country,
          count: problem.labels.length,
          shown: number(problem.labels.length)
        }),
        detail: m.problem_country_main_text({
          channel: channelName(problem.channel),
          country: problem.country
        })
      };
    case 'country-not-sold':
      return {
        title: m.problem_country_sold({
          channel: channelName(problem.channel),
          country: countryName(problem.country)
        }),
        detail: ''
      };
    case 'country-is-global':
      return {
        title: m.problem_country_global({
          channel: channelName(problem.channel),
          country: countryName(problem.country)
        }),
        detail: ''
      };
    case 'language':
      return {
        title: m.problem_language({
          set: problem.country ?? m.global(),
          count: problem.photos.length,
          shown: number(problem.photos.length),
          language: problem.language === null ? m.note_language_none() : languageName(problem.language)
        }),
        detail: m.problem_language_text({
          channel: channelName(problem.channel),
          languages: languages(problem.expected)
        })
      };
    case 'dimensions-global':
      return {
        title: m.problem_dimensions({ count: problem.photos.length, shown: number(problem.photos.length) }),
        detail: m.problem_dimensions_text({ channel: channelName(problem.channel) })
      };
    case 'too-many':
      return {
        title: m.problem_too_many({
          product: problem.label,
          channel: channelName(problem.channel),
          shown: number(problem.count)
        }),
        detail: m.problem_too_many_text({ limit: number(problem.limit) })
      };
  }
}
