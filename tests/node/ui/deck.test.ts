import { describe, expect, it } from 'vitest';
import { listingsOf } from '../../../src/lib/domain/batch/slots.ts';
import { addPhoto, createProject, renameProject, setPlace } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { findChannel } from '../../../src/lib/domain/channels/index.ts';
import type { Card } from '../../../src/lib/ui/catalog/cards.ts';
import { Deck } from '../../../src/lib/ui/catalog/deck.ts';
import { NOTHING_TOLD, toldBy, type ToldJobs } from '../../../src/lib/ui/catalog/told-jobs.ts';
import { byId } from '../../../src/lib/domain/document/lookup.ts';
import type { Job } from '../../../src/lib/domain/batch/job.ts';
import { amazon, newPhoto } from '../domain/samples.ts';

const COUNT = 200;
const etsy = findChannel('etsy');
const many = Array.from({ length: COUNT }, (_, at) => `p${at}`).reduce(
  (project, id) => addPhoto(project, newPhoto(id)),
  createProject({ id: 'p', name: 'Many', channels: ['amazon', 'etsy'] })
);

const jobOn = (photo: string, state: Job['state'], more: Partial<Job> = {}): Job => ({
  ...{ id: `p ${photo}`, project: 'p', photo, key: photo, channel: 'amazon', role: 'main', slot: 'MAIN' },
  ...{ name: '', state, priority: 0, order: 0, deaths: 0, ...more }
});

/** Deals the cards, and tells of which photos a card was computed. */
function dealer() {
  const deck = new Deck();
  return (project: Project, told: ToldJobs = NOTHING_TOLD, channels = [amazon, etsy]) => {
    const computed = new Set<string>();
    const cards = deck.deal(
      listingsOf(project),
      channels,
      ({ id }) => [told.get(id)],
      ({ id }, key) => {
        computed.add(id);
        return { verdict: null, job: told.get(id)?.get(key)?.job ?? null, isStale: false };
      }
    );
    return { cards, computed: [...computed] };
  };
}

describe('cards of many products', () => {
  it('are computed once, and after an edit only where it was made', () => {
    const deal = dealer();
    const first = deal(many);
    expect(first.computed).toHaveLength(COUNT);
    const edited = deal(setPlace(many, 'p7', { slot: 'PT01' }));
    expect(edited.computed).toEqual(['p7']);
    const others = (cards: readonly Card[]) => cards.filter(({ key }) => key !== 'photo p7');
    expect(others(edited.cards).every((card) => first.cards.includes(card))).toBe(true);
  });

  it('are the same array where an edit is none of theirs, and after it was undone the same cards', () => {
    const deal = dealer();
    const { cards } = deal(many);
    expect(deal(renameProject(many, 'Another name')).cards).toBe(cards);
    deal(setPlace(many, 'p7', { slot: 'PT01' }));
    const undone = deal(many);
    expect(undone.computed.length).toBeLessThanOrEqual(1);
    expect(undone.cards.filter((card) => !cards.includes(card)).length).toBeLessThanOrEqual(1);
  });

  it('follow what a batch tells, and the channels', () => {
    const deal = dealer();
    deal(many);
    const told = toldBy([jobOn('p3', 'working')], NOTHING_TOLD, byId(many.photos), []);
    const { cards, computed } = deal(many, told);
    expect(computed).toEqual(['p3']);
    expect(cards[3]?.progress).toBe(0);
    expect(deal(many, told, [amazon]).computed).toHaveLength(COUNT);
  });
});

describe('what jobs tell', () => {
  const photos = byId(many.photos);
  const before = toldBy([jobOn('p1', 'done'), jobOn('p2', 'queued')], NOTHING_TOLD, photos, []);

  it('is the same where it was read again and nothing is new', () => {
    expect(toldBy([jobOn('p1', 'done'), jobOn('p2', 'queued')], before, photos, ['p p1'])).toBe(before);
  });

  it('is new for the photos of jobs that have changed, and no others', () => {
    const after = toldBy([jobOn('p1', 'done'), jobOn('p2', 'done')], before, photos, ['p p2']);
    expect(after.get('p1')).toBe(before.get('p1'));
    expect([...(after.get('p2')?.values() ?? [])]).toMatchObject([{ job: { state: 'done' }, photo: null }]);
  });

  it('is nothing of photos that are gone, and of locales', () => {
    const jobs = [jobOn('gone', 'done'), jobOn('p3', 'done', { locale: 'de-DE' })];
    expect(toldBy(jobs, before, photos, [])).toBe(before);
  });
});
