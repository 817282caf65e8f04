/* What lies in the app's database, read and written behind its back. */

/** Helpers that run in the page. */
const IN_PAGE = `
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await done(indexedDB.open('packshot'));
`;

/**
 * Runs `body` in the page, where `db` is the database and `done` waits for a request of it.
 * @param {import('playwright').Page} page
 * @param {string} body
 * @returns {Promise<any>}
 */
export const inDatabase = (page, body) =>
  page.evaluate(`(async () => { ${IN_PAGE} try { ${body} } finally { db.close(); } })()`);

/** A project's jobs or outputs. @param {import('playwright').Page} page @param {'jobs' | 'outputs'} table @param {string} project */
export const rowsIn = (page, table, project) =>
  inDatabase(
    page,
    `return done(db.transaction('${table}').objectStore('${table}').index('project').getAll('${project}'));`
  );

/** Says what a project that nobody has open is made for. @param {import('playwright').Page} page @param {string} project @param {readonly string[]} channels */
export const setChannels = (page, project, channels) =>
  inDatabase(
    page,
    `const table = db.transaction('projects', 'readwrite').objectStore('projects');
     const row = await done(table.get('${project}'));
     row.document.channels = ${JSON.stringify(channels)};
     await done(table.put(row));`
  );
