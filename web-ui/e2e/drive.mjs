// What every drive of the page needs: the browser, waiting for the map, axe. A drive is called with BASE_URL SCREENSHOT_PNG, and
// ends with 0 when all that it expects holds; else it says what is wrong.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const [base, screenshot] = process.argv.slice(2);
if (!base || !screenshot) {
  console.error('usage: node DRIVE.mjs BASE_URL SCREENSHOT_PNG');
  process.exit(2);
}

export const WAIT_MS = 30_000;
export const SCAN_MS = 120_000;
/** A phone, held upright. */
export const NARROW = { width: 390, height: 844 };
/** The box's own touch screen. */
export const SMALL_SCREEN = { width: 1280, height: 800 };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const failures = [];

export function expect(holds, otherwise) {
  if (!holds) failures.push(otherwise);
}

/** Waits until at least this share of the map's canvas is painted; gives the share, and how many colours it has. */
export async function painted(page, least = 0) {
  const found = await page.waitForFunction(
    (share) => {
      const canvas = document.querySelector('canvas');
      if (!canvas) return null;
      const pixels = new Uint32Array(
        canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer,
      );
      const known = pixels.filter((pixel) => pixel !== 0).length / pixels.length;
      return known >= share && { share: known, colours: new Set(pixels).size };
    },
    least,
    { timeout: SCAN_MS, polling: 200 },
  );
  return found.jsonValue();
}

/** Least size of what a glove hits. */
export const TOUCH_PX = 44;

/** Nothing is wider than the screen, and everything that is touched is large enough. */
export async function touchable(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over <= 0, `${where} is ${over} px wider than the screen`);
  const small = await page.evaluate(
    (least) =>
      [...document.querySelectorAll('button, a, input, select, summary')]
        .map((one) => ({ name: one.innerText || one.getAttribute('aria-label') || one.id, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < least || box.height < least))
        .map(({ name, box }) => `${name.split('\n')[0]} is ${Math.round(box.width)} x ${Math.round(box.height)}`),
    TOUCH_PX,
  );
  expect(small.length === 0, `too small for a glove on ${where}: ${small.join(', ')}`);
}

export async function accessible(page, where) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () =>
    (await globalThis.axe.run()).violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join('; ')}`,
    ),
  );
  violations.forEach((one) => failures.push(`accessibility ${where}: ${one}`));
}

function listen(page) {
  page.on('pageerror', (error) => failures.push(`script error: ${error.message}`));
  page.on('console', (line) => {
    const refused = line.text().includes('status of 4');
    if (line.type() === 'error' && !refused) failures.push(`console: ${line.text()}`);
  });
}

/** Opens a browser and looks. */
export async function drive(look) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    listen(page);
    await look(page).catch((error) => failures.push(error.message));
    failures.forEach((failure) => console.error(failure));
    process.exitCode = failures.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}
