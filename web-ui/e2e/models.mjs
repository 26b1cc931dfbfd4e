// Drives the page of an appliance whose station sees an open box and has its references: node models.mjs BASE_URL SCREENSHOT_PNG
// Ends with 0 when a training's model appears on the page, is used by a touch, tells the next scan and is named there, what it
// does not know is no rock of a class, a pixel says where the model looked, the model is retired again, and axe finds nothing.
import { NARROW, SCAN_MS, TOUCH_PX, WAIT_MS, accessible, base, drive, expect, painted, screenshot } from './drive.mjs';

/** Looked at on the map, as shares of its width and height. */
const PLACES = [
  [0.2, 0.12],
  [0.5, 0.3],
  [0.8, 0.6],
  [0.3, 0.88],
];

async function aTrainedModelIsUsed(page) {
  await page.goto(base, { timeout: WAIT_MS });
  const models = page.locator('[aria-labelledby=models]');
  await models.getByText('the spectral library').waitFor({ timeout: WAIT_MS });
  const use = models.getByRole('button', { name: /^Use clays/ });
  await use.waitFor({ timeout: SCAN_MS });
  expect((await use.boundingBox()).height >= TOUCH_PX, 'the button is too small for a glove');
  await accessible(page, 'with a model');
  await use.click();
  await models.getByText('in use').waitFor({ timeout: WAIT_MS });
}

async function aScanNamesTheModel(page) {
  await page.getByLabel('Hole', { exact: true }).fill('MODEL');
  await page.getByLabel('Box', { exact: true }).fill('1');
  await page.getByLabel('From (m)').fill('0');
  await page.getByLabel('To (m)').fill('0.4');
  await page.getByRole('button', { name: 'Start scan' }).click();
  const scan = page.locator('[aria-labelledby=scan]');
  await scan.getByText(/^model clays /).waitFor({ timeout: WAIT_MS });
  await scan.getByText('Finished').waitFor({ timeout: SCAN_MS });
  await page.getByText('with its 90 % interval').waitFor({ timeout: WAIT_MS });
  await painted(page, 1);
}

async function unknownIsNoRockOfAClass(page) {
  const legend = page.locator('[aria-labelledby=legend]');
  const rest = legend.locator('ul').last();
  await rest.getByText('unlike all that the model learned from').waitFor({ timeout: WAIT_MS });
  const rock = await legend.locator('ul').first().innerText();
  expect(!rock.includes('Unknown'), `unknown pixels are counted as rock: ${rock}`);
  const log = page.locator('[aria-labelledby=downhole]');
  await log.getByRole('img').hover();
  await log.getByText(/beware: .*unlike all that the model learned from/).waitFor({ timeout: WAIT_MS });
}

async function aPixelSaysWhereTheModelLooked(page) {
  const map = page.getByRole('button', { name: /^Mineral map/ });
  const box = await map.boundingBox();
  const pixel = page.locator('[aria-labelledby=pixel]');
  const what = pixel.locator('.what');
  const seen = new Set();
  for (const [x, y] of PLACES) {
    const before = await what.innerText({ timeout: 100 }).catch(() => '');
    await map.click({ position: { x: box.width * x, y: box.height * y } });
    await page.waitForFunction(
      (text) => document.querySelector('[aria-labelledby=pixel] .what')?.innerText !== text,
      before,
      { timeout: WAIT_MS },
    );
    await pixel.getByText(/^Looked at for /).waitFor({ timeout: WAIT_MS });
    for (const flag of await pixel.locator('[data-flag]').all()) seen.add(await flag.getAttribute('data-flag'));
  }
  expect(seen.has('unknown'), `unknown pixels are not told apart: ${[...seen].join(', ')}`);
}

async function theModelIsRetired(page) {
  const models = page.locator('[aria-labelledby=models]');
  await models.getByRole('button', { name: /^Retire clays/ }).click();
  await models.getByText('the spectral library').waitFor({ timeout: WAIT_MS });
  await models.getByText(/^retired/).waitFor({ timeout: WAIT_MS });
}

await drive(async (page) => {
  await aTrainedModelIsUsed(page);
  await aScanNamesTheModel(page);
  await unknownIsNoRockOfAClass(page);
  await aPixelSaysWhereTheModelLooked(page);
  await page.screenshot({ path: screenshot, fullPage: true });
  await accessible(page, 'with a scan told by a model');
  await page.setViewportSize(NARROW);
  await accessible(page, 'with models on a narrow screen');
  await theModelIsRetired(page);
});
