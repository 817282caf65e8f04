import { fileURLToPath } from 'node:url';
import { fieldOf, makeProject, profile, startBrowser } from './browser.mjs';

/* R6: several tabs on one project, of which one writes: taken over, closed, frozen, killed. No tab overwrites another's. */

const DRIVER = fileURLToPath(new URL('driver.js', import.meta.url));
const MOST_TABS = 4;

/** @typedef {{ page: import('playwright').Page, isFrozen: boolean }} Tab */
/** @typedef {{ edits: number, acked: number, found: number, takenOver: number, closed: number, crashed: number, frozen: number, problems: string[] }} Races */

const below = (/** @type {number} */ limit) => Math.floor(Math.random() * limit);
const sleep = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms));
const numberIn = (/** @type {string} */ text) => Number(/^S(\d+)$/.exec(text)?.[1] ?? 0);

/** Tabs of one browser on one project; every edit anywhere has a number of its own, in the order of time. */
class Tabs {
  /** @type {Tab[]} */
  open = [];
  /** @type {Races} */
  races = { edits: 0, acked: 0, found: 0, takenOver: 0, closed: 0, crashed: 0, frozen: 0, problems: [] };

  /** @param {import('playwright').BrowserContext} context @param {string} address */
  constructor(context, address) {
    this.context = context;
    this.address = address;
  }

  async add() {
    const page = await this.context.newPage();
    await page.addInitScript("localStorage.setItem('PARAGLIDE_LOCALE', 'en')");
    await page.addInitScript({ path: DRIVER });
    page.on('console', (message) => this.#hear(message.text()));
    await page.goto(this.address);
    await fieldOf(page).waitFor();
    const tab = { page, isFrozen: false };
    this.open.push(tab);
    return tab;
  }

  #hear(/** @type {string} */ text) {
    if (!text.startsWith('ACK ')) return;
    const acked = numberIn(text.slice(4));
    const { races } = this;
    if (acked < races.acked) races.problems.push(`S${acked} was saved over S${races.acked}`);
    races.acked = Math.max(races.acked, acked);
  }

  /** Types in the tab that writes, whichever that is. */
  async type() {
    const next = this.races.edits + 1;
    for (const { page, isFrozen } of this.open) {
      if (isFrozen || !(await page.evaluate(`soak.type('S${next}')`).catch(() => false))) continue;
      this.races.edits = next;
      return;
    }
  }

  async takeOver(/** @type {Tab} */ { page, isFrozen }) {
    const button = page.getByRole('button', { name: 'Take over' });
    if (isFrozen || !(await button.isVisible())) return;
    await button.click({ timeout: 5_000 }).catch(() => {});
    this.races.takenOver += 1;
  }

  /** As a browser does with a tab that nobody has looked at for a while: its scripts stand still. */
  async freeze(/** @type {Tab} */ tab) {
    const cdp = await this.context.newCDPSession(tab.page);
    await cdp.send('Page.setWebLifecycleState', { state: tab.isFrozen ? 'active' : 'frozen' });
    tab.isFrozen = !tab.isFrozen;
    this.races.frozen += tab.isFrozen ? 1 : 0;
  }

  async close(/** @type {Tab} */ tab) {
    if (this.open.length < 2) return;
    this.open = this.open.filter((other) => other !== tab);
    if (tab.isFrozen) await this.freeze(tab);
    this.races.closed += 1;
    await tab.page.close({ runBeforeUnload: below(2) === 0 });
    await sleep(50);
    if (!tab.page.isClosed()) await tab.page.close();
  }

  async crash(/** @type {Tab} */ tab) {
    if (tab.isFrozen) return;
    this.open = this.open.filter((other) => other !== tab);
    this.races.crashed += 1;
    const cdp = await this.context.newCDPSession(tab.page);
    cdp.send('Page.crash').catch(() => {});
    await Promise.race([tab.page.waitForEvent('crash').catch(() => {}), sleep(2_000)]);
    await tab.page.close().catch(() => {});
  }

  /** Something that people and browsers do to tabs. */
  async disturb() {
    const tab = this.open[below(this.open.length)];
    const choice = below(12);
    if (!tab || (choice < 3 && this.open.length < MOST_TABS)) await this.add();
    else if (choice < 7) await this.takeOver(tab);
    else if (choice < 9) await this.freeze(tab);
    else if (choice < 11) await this.close(tab);
    else await this.crash(tab);
    if (this.open.length === 0) await this.add();
  }
}

/**
 * @param {{ url: string, count: number }} options `count` edits
 * @returns {Promise<Races>}
 */
export async function soakTabs({ url, count }) {
  const { folder, remove } = profile();
  const browser = await startBrowser(folder);
  try {
    const tabs = new Tabs(browser.context, await makeProject(browser.context, url));
    await tabs.add();
    // An edit needs a tab that writes: where all of them look or stand still, the next disturbance helps.
    for (let round = 0; tabs.races.edits < count && round < 20 * count; round++) {
      await tabs.type();
      await sleep(below(500));
      if (below(4) === 0) await tabs.disturb();
    }
    const { races } = tabs;
    for (const tab of tabs.open) if (tab.isFrozen) await tabs.freeze(tab);
    await sleep(3_000);
    for (const { page } of tabs.open) await page.close();
    const { page } = await tabs.add();
    races.found = numberIn(await fieldOf(page).inputValue());
    if (races.found < races.acked) races.problems.push(`acknowledged S${races.acked}, found S${races.found}`);
    if (races.edits < count) races.problems.push(`only ${races.edits} of ${count} edits could be made`);
    return races;
  } finally {
    await browser.kill();
    remove();
  }
}
