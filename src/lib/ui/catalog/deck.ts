import type { Listing } from '../../domain/batch/slots.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import type { Photo } from '../../domain/document/document.ts';
import { cardOf, type Card, type KnownOf } from './cards.ts';

/** All that is known of a photo beside its document, in parts that are replaced whole when they change. */
export type FactsOf = (photo: Photo) => readonly unknown[];

interface Kept {
  readonly facts: readonly unknown[];
  readonly card: Card;
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

/**
 * Cards of thousands of products, each computed anew only where its listing, the channels or what is known of its photos
 * have changed: documents are frozen and share what is equal, so what is the same object is the same.
 */
export class Deck {
  #channels: readonly Channel[] = [];
  #kept = new WeakMap<Listing, Kept>();
  #cards: readonly Card[] = [];

  /** The same cards as before where nothing has changed, and the same array where none has. */
  deal(
    listings: readonly Listing[],
    channels: readonly Channel[],
    factsOf: FactsOf,
    knownOf: KnownOf
  ): readonly Card[] {
    if (!isSame(channels, this.#channels)) this.#kept = new WeakMap();
    this.#channels = channels;
    const cards = listings.map((listing) => {
      const facts = listing.photos.flatMap(({ photo }) => factsOf(photo));
      const before = this.#kept.get(listing);
      if (before && isSame(before.facts, facts)) return before.card;
      const card = cardOf(listing, channels, knownOf);
      this.#kept.set(listing, { facts, card });
      return card;
    });
    if (!isSame(cards, this.#cards)) this.#cards = cards;
    return this.#cards;
  }
}
