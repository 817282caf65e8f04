import { expect, it } from 'vitest';
import { findChromium } from '../../../tools/chromium.mjs';

it('CHROMIUM_PATH goes before the usual places', () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
});

it('a CHROMIUM_PATH that does not exist is passed over', () => {
  expect(findChromium({ CHROMIUM_PATH: '/no/such/browser' })).not.toBe('/no/such/browser');
});
