import { createServer } from 'vite';

// Playwright answers this signal by closing its browsers alone, and the run would go on without them.
process.once('SIGTERM', () => process.exit(143));

// Node 20 does not read TypeScript; Vite, which is there anyway, does.
const vite = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  define: { __APP_VERSION__: JSON.stringify('bench') },
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true }
});
try {
  const { main } = await vite.ssrLoadModule('/bench/main.ts');
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await vite.close();
}
