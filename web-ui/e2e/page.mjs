// Drives the real page in Chromium: node page.mjs BASE_URL SCREENSHOT_PNG
// Ends with 0 when a finished scan can be looked at, a scan started from the page grows on it and finishes, refusals and
// a spectrum are shown, and axe finds nothing; else says what is wrong.
import { NARROW, SCAN_MS, SMALL_SCREEN, WAIT_MS, accessible, base, drive, expect, painted, screenshot, touchable } from './drive.mjs';

async function aFinishedScanIsShown(page) {
  await page.goto(base, { timeout: WAIT_MS });
  await page.getByText('Finished').first().waitFor({ timeout: WAIT_MS });
  await page.waitForFunction(() => document.querySelectorAll('[aria-labelledby=legend] li').length > 2);
  const map = await painted(page, 1);
  expect(map.colours > 2, `the finished map has ${map.colours} colours`);
  await page.getByRole('img', { name: 'Mineral groups along depth' }).waitFor({ timeout: WAIT_MS });
}

async function aClickShowsTheSpectrum(page) {
  const map = page.getByRole('button', { name: /^Mineral map/ });
  const box = await map.boundingBox();
  await map.click({ position: { x: box.width * 0.3, y: box.height * 0.12 } });
  await page.locator('.u-over').waitFor({ timeout: WAIT_MS });
  await page.getByText(/^Library: .*brightness/).waitFor({ timeout: WAIT_MS });
  const before = await page.locator('[aria-labelledby=pixel] .what').innerText();
  await map.press('Shift+ArrowRight');
  await page.waitForFunction(
    (text) => document.querySelector('[aria-labelledby=pixel] .what').innerText !== text,
    before,
    { timeout: WAIT_MS },
  );
}

async function falseColourCanBeSeen(page) {
  const before = await painted(page);
  await page.getByRole('button', { name: 'False colour' }).click();
  await page.waitForFunction(() => document.querySelector('[aria-pressed=true]').innerText === 'False colour');
  const after = await painted(page);
  expect(after.colours > before.colours, `the false-colour picture has ${after.colours} colours`);
  await page.getByRole('button', { name: 'Minerals', exact: true }).click();
}

async function aRefusalIsToldInTheAppliancesWords(page) {
  await page.getByLabel('To (m)').fill('15001');
  await page.getByRole('button', { name: 'Start scan' }).click();
  const notice = page.getByRole('alert').filter({ hasText: "15001" });
  await notice.waitFor({ timeout: WAIT_MS });
  await accessible(page, 'with a refusal');
  await notice.getByRole('button').click();
  await notice.waitFor({ state: 'detached', timeout: WAIT_MS });
}

async function aScanGrowsOnThePage(page) {
  const from = Number(await page.getByLabel('From (m)').inputValue());
  await page.getByLabel('Hole', { exact: true }).fill('PAGE');
  await page.getByLabel('Box', { exact: true }).fill('7');
  await page.getByLabel('To (m)').fill(String(from + 4));
  await page.getByRole('button', { name: 'Start scan' }).click();
  await page.getByRole('heading', { name: /^PAGE, box 7/ }).waitFor({ timeout: WAIT_MS });
  const early = await painted(page, 0.01);
  await page.getByText('as scanned so far').waitFor({ timeout: WAIT_MS });
  const later = await painted(page, early.share + 0.05);
  expect(early.share < 1, 'the map of the running scan was seen only when it was whole');
  expect(later.share > early.share, `the map did not grow beyond ${early.share}`);
  await accessible(page, 'during a scan');
  await page.locator('[aria-labelledby=scan]').getByText('Finished').waitFor({ timeout: SCAN_MS });
  await page.getByText('with its 90 % interval').waitFor({ timeout: WAIT_MS });
  await painted(page, 1);
  expect((await page.getByLabel('Box', { exact: true }).inputValue()) === '8', 'the form does not stand at the next box');
}

async function smallScreensNeedNoSidewaysScrollingAndGlovesHit(page) {
  await page.setViewportSize(SMALL_SCREEN);
  await touchable(page, 'a small screen');
  await page.setViewportSize(NARROW);
  await touchable(page, 'a phone');
  await accessible(page, 'on a narrow screen');
}

async function theStationTellsOfDetectorAndLamp(page) {
  const station = page.locator('[aria-labelledby=station]');
  await station.getByText(/detector pixels/).waitFor({ timeout: WAIT_MS });
  await station.getByText(/lamp hours are not known/).waitFor({ timeout: WAIT_MS });
  await station.getByRole('button', { name: 'Lamp is on' }).click();
  await station.getByText(/lamp is on, .* warm in/).waitFor({ timeout: WAIT_MS });
}

async function look(page) {
  await aFinishedScanIsShown(page);
  await theStationTellsOfDetectorAndLamp(page);
  await falseColourCanBeSeen(page);
  await aClickShowsTheSpectrum(page);
  await page.screenshot({ path: screenshot });
  await accessible(page, 'after a scan');
  await aRefusalIsToldInTheAppliancesWords(page);
  await aScanGrowsOnThePage(page);
  await smallScreensNeedNoSidewaysScrollingAndGlovesHit(page);
}

await drive(look);
