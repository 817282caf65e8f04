import { beforeEach, expect, test } from 'vitest';
import { beginOpening, forgive, hasCrashed } from '../../../src/lib/ui/projects/openings.ts';

beforeEach(() => localStorage.clear());

const SECOND = 1_000;

test('one opening that ended without a word is no reason to stop, two in a minute are', () => {
  beginOpening('p', 0);
  expect(hasCrashed('p')).toBe(false);
  beginOpening('p', 30 * SECOND);
  expect(hasCrashed('p')).toBe(true);
  expect(hasCrashed('another')).toBe(false);
});

test('an opening that went well, or was left, leaves no mark', () => {
  const end = beginOpening('p', 0);
  end();
  beginOpening('p', SECOND)();
  expect(hasCrashed('p')).toBe(false);
  expect(localStorage.length).toBe(0);
});

test('two crashes far apart are about the device, not the project', () => {
  beginOpening('p', 0);
  beginOpening('p', 61 * SECOND);
  expect(hasCrashed('p')).toBe(false);
  beginOpening('p', 62 * SECOND);
  expect(hasCrashed('p')).toBe(true);
});

test('who opens it all the same starts anew', () => {
  beginOpening('p', 0);
  beginOpening('p', SECOND);
  forgive('p');
  expect(hasCrashed('p')).toBe(false);
  beginOpening('p', 2 * SECOND);
  expect(hasCrashed('p')).toBe(false);
});

test.each(['{', '[]', 'null', '{"p":"x"}', '{"p":[1,"2"]}'])('marks that say %s say nothing', (text) => {
  localStorage.setItem('packshot-openings', text);
  expect(hasCrashed('p')).toBe(false);
  beginOpening('p', 0);
  expect(hasCrashed('p')).toBe(false);
});
