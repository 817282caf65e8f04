import { parseArgs } from 'node:util';
import { serveFolder } from './server.mjs';

/* npm run serve -- [--port 4173] [--host name] [--root build] [--no-isolation] */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PORT'] ?? '4173' },
    host: { type: 'string' },
    root: { type: 'string', default: 'build' },
    'no-isolation': { type: 'boolean', default: false }
  }
});

try {
  const server = await serveFolder({
    root: values.root,
    port: Number(values.port),
    ...(values.host && { host: values.host }),
    isolation: !values['no-isolation']
  });
  console.log(`Packshot is at ${server.url}${values['no-isolation'] ? ' (without isolation headers)' : ''}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
