/*
 * Runs in every page of the soak before the app does. Says on the console what the app acknowledges (`ACK text`), and
 * stops the page dead at a chosen place in a save (`STOP place`), so that it can be killed just there.
 */
(() => {
  // Killed on purpose: the app must not take that for a project that brings its page down.
  localStorage.removeItem('packshot-openings');

  const field = () => document.querySelector('input[maxlength="32"]');
  let last = '';

  // "Saved" is shown: what the field says is promised to be on the disk.
  const hear = () => {
    const state = document.querySelector('[data-state]')?.getAttribute('data-state') ?? '';
    const input = field();
    if (state === 'saved' && last !== 'saved' && input && !input.matches(':disabled'))
      console.debug(`ACK ${input.value}`);
    last = state;
  };
  new MutationObserver(hear).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-state']
  });

  const soak = (window.soak = {
    /** How many places of a save are passed before the page stops; 0 = it never does. */
    places: 0,
    type(text) {
      const input = field();
      if (!input || input.matches(':disabled')) return false;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return true;
    }
  });

  const pass = (place) => {
    if (soak.places === 0 || --soak.places > 0) return;
    console.debug(`STOP ${place}`);
    const until = performance.now() + 10_000;
    while (performance.now() < until);
  };

  /** Before and after each request of a save. */
  const watch = (prototype, name) => {
    const original = prototype[name];
    prototype[name] = function (...given) {
      if (this.mode === 'readonly' || this.transaction?.mode === 'readonly')
        return original.apply(this, given);
      pass(`before ${name} ${this.name ?? ''}`);
      const result = original.apply(this, given);
      pass(`after ${name} ${this.name ?? ''}`);
      return result;
    };
  };
  for (const name of ['put', 'add', 'delete']) watch(IDBObjectStore.prototype, name);
  watch(IDBTransaction.prototype, 'commit');

  const open = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const transaction = open.apply(this, given);
    if (given[1] === 'readwrite') transaction.addEventListener('complete', () => pass('complete'));
    return transaction;
  };
})();
