import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { bundledPackages } from './bundled.js';

export default defineConfig({
  plugins: [svelte(), bundledPackages()],
  build: { outDir: 'target/classes/web', emptyOutDir: true },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    include: ['src/**/*.test.ts'],
    reporters: ['default', 'junit'],
    outputFile: { junit: 'target/surefire-reports/TEST-web-ui.xml' },
  },
});
