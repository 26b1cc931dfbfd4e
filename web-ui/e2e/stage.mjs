// Drives the page of a station with a stage in Chromium: node stage.mjs BASE_URL SCREENSHOT_PNG
// Ends with 0 when the stage and what was healed of the latest scan are shown, and axe finds nothing; else says what is wrong.
import { NARROW, WAIT_MS, accessible, base, drive, painted, screenshot } from './drive.mjs';

async function look(page) {
  await page.goto(base, { timeout: WAIT_MS });
  await page.getByText('Finished').first().waitFor({ timeout: WAIT_MS });
  const station = page.locator('[aria-labelledby=station]');
  await station.getByText('simulated conveyor').waitFor({ timeout: WAIT_MS });
  await station.getByText(/(at rest|stopped), at -?[0-9]+\.[0-9] mm/).waitFor({ timeout: WAIT_MS });
  const scan = page.locator('[aria-labelledby=scan]');
  await scan.getByText('Healing:').waitFor({ timeout: WAIT_MS });
  await scan.getByText(/core taken again [0-9]+ times: [0-9]+ of [0-9]+ lost lines and [0-9]+ of [0-9]+ saturated lines regained/).waitFor({
    timeout: WAIT_MS,
  });
  await painted(page, 1);
  await page.screenshot({ path: screenshot });
  await accessible(page, 'with a stage');
  await page.setViewportSize(NARROW);
  await accessible(page, 'with a stage on a narrow screen');
}

await drive(look);
