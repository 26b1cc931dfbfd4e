// Drives the page of an appliance whose people have accounts: node signin.mjs BASE_URL SCREENSHOT_PNG
// Ends with 0 when nothing is shown before somebody signs in, a wrong PIN is refused and the right one typed on the pad lets in, a
// technician is refused what needs a geologist, signing out shows the door again, and axe finds nothing.
import { NARROW, SMALL_SCREEN, WAIT_MS, accessible, base, drive, expect, screenshot, touchable } from './drive.mjs';

async function theDoorIsShut(page) {
  await page.setViewportSize(SMALL_SCREEN);
  await page.goto(base, { timeout: WAIT_MS });
  await page.getByRole('button', { name: 'Sign in' }).waitFor({ timeout: WAIT_MS });
  expect((await page.getByText('New scan').count()) === 0, 'the page is shown before anybody signed in');
  const answer = await page.evaluate(() => fetch('/api/v1/scans').then((one) => one.status));
  expect(answer === 401, `scans are told to nobody with ${answer}`);
}

async function type(page, digits) {
  for (const digit of digits) {
    await page.getByRole('button', { name: digit, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function aWrongPinIsRefused(page) {
  await page.getByRole('button', { name: 'anna' }).click();
  await type(page, '111111');
  await page.getByRole('alert').filter({ hasText: 'do not fit' }).waitFor({ timeout: WAIT_MS });
  await accessible(page, 'at the door');
  await touchable(page, 'the door');
  await page.screenshot({ path: screenshot });
  await page.setViewportSize(NARROW);
  await touchable(page, 'the narrow door');
  await page.screenshot({ path: screenshot.replace('.png', '-narrow.png') });
  await page.setViewportSize(SMALL_SCREEN);
}

async function theRightOneLetsIn(page) {
  await type(page, '739104');
  await page.getByText('anna, technician').waitFor({ timeout: WAIT_MS });
  await page.getByRole('heading', { name: 'Models' }).waitFor({ timeout: WAIT_MS });
  await accessible(page, 'signed in');
  await touchable(page, 'the page of a technician');
  await page.setViewportSize(NARROW);
  await touchable(page, 'the narrow page of a technician');
  await page.setViewportSize(SMALL_SCREEN);
  await page.screenshot({ path: screenshot.replace('.png', '-in.png') });
  const cookie = await page.evaluate(() => document.cookie);
  expect(cookie === '', `scripts see the cookie ${cookie}`);
  const refused = await page.evaluate(() => fetch('/api/v1/models/a/1/activate', { method: 'POST' }).then((one) => one.status));
  expect(refused === 403, `a technician who activates a model is answered ${refused}`);
  await page.reload({ timeout: WAIT_MS });
  await page.getByText('anna, technician').waitFor({ timeout: WAIT_MS });
}

async function signingOutShutsTheDoor(page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor({ timeout: WAIT_MS });
  expect((await page.getByText('New scan').count()) === 0, 'the page stays after signing out');
}

await drive(async (page) => {
  await theDoorIsShut(page);
  await aWrongPinIsRefused(page);
  await theRightOneLetsIn(page);
  await signingOutShutsTheDoor(page);
});
