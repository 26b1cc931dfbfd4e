// Drives the real page in Chromium: node page.mjs BASE_URL SCREENSHOT_PNG
// Ends with 0 when a finished scan can be looked at, a click shows a spectrum, and axe finds nothing; else says what is wrong.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base, screenshot] = process.argv.slice(2);
if (!base || !screenshot) {
  console.error('usage: node page.mjs BASE_URL SCREENSHOT_PNG');
  process.exit(2);
}

const WAIT_MS = 30_000;

async function look(page) {
  const failures = [];
  page.on('pageerror', (error) => failures.push(`script error: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error') failures.push(`console: ${line.text()}`);
  });
  await page.goto(base, { timeout: WAIT_MS });
  const map = page.getByRole('button', { name: /^Mineral map/ });
  await map.waitFor({ timeout: WAIT_MS });
  await page.waitForFunction(() => {
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || canvas.width < 10 || canvas.height < 10) return false;
    const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    return new Set(pixels).size >= 3;
  }, undefined, { timeout: WAIT_MS });
  const box = await map.boundingBox();
  await map.click({ position: { x: box.width * 0.3, y: box.height * 0.15 } });
  await page.locator('.u-over').waitFor({ timeout: WAIT_MS });
  await page.getByText(/^Library: /).waitFor({ timeout: WAIT_MS });
  await page.screenshot({ path: screenshot, fullPage: true });
  await page.addScriptTag({ content: readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8') });
  const violations = await page.evaluate(async () =>
    (await globalThis.axe.run()).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join('; ')}`),
  );
  return [...failures, ...violations.map((one) => `accessibility: ${one}`)];
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  const failures = await look(page).catch((error) => [error.message]);
  failures.forEach((failure) => console.error(failure));
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  await browser.close();
}
