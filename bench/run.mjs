import { loadTypeScript } from '../tools/typescript.mjs';

// Playwright answers this signal by closing its browsers alone, and the run would go on without them.
process.once('SIGTERM', () => process.exit(143));

try {
  const { module, close } = await loadTypeScript('/bench/main.ts');
  await module.main(process.argv.slice(2)).finally(close);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
