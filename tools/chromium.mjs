import { existsSync } from 'node:fs';

/**
 * Flags every test browser starts with. `HttpsUpgrades,MediaRouter` replaces Playwright's own list of disabled
 * features, which denies cross-site frames their storage.
 */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=HttpsUpgrades,MediaRouter'
];

/**
 * Flags that give a machine without a graphics processor one in software (SwiftShader): WebGPU computes rightly there,
 * and slowly. All of them are needed; Canvas 2D is some twenty times slower with them.
 */
export const WEBGPU_ARGS = [
  ...CHROMIUM_ARGS,
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader'
];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/**
 * Path of a Chromium to test with: `CHROMIUM_PATH`, else the usual places; undefined where there is none.
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | undefined}
 */
export const findChromium = (env = process.env) =>
  [env['CHROMIUM_PATH'], ...USUAL_PLACES].find((path) => path && existsSync(path));

export const HOW_TO_GET_CHROMIUM =
  'No Chromium found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to its executable.';
