// The guided start of an empty company, with the keyboard alone: branches, people, sample data, and the sample thrown away.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const { enter } = await house({ demo: null });

/** Goes on with Tab to what has this name, and presses a key there. */
async function tabTo(page, selector, key = "Enter") {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return page.keyboard.press(key);
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} is not reached by Tab`);
}

test("an empty company is ready in a few minutes, with keys alone", async () => {
  const { page, faults, context } = await enter("elena");
  await page.waitForSelector(".start-reminder");
  await tabTo(page, ".start-reminder a");
  await page.waitForURL("**/start");

  await tabTo(page, "#branches-names", "M");
  await page.keyboard.type("adrid\nBilbao");
  await tabTo(page, "form[action='/start/branches'] button");
  await page.waitForURL("**/start#people");
  await page.waitForSelector("text=Bilbao, Madrid");

  await tabTo(page, "#people-lines", "L");
  await page.keyboard.type("uis Ortega, luis@norte.example\nSofía Navarro <sofia@norte.example>");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".start-links input");
  assert.equal(await page.locator(".start-links input").count(), 2);
  await tabTo(page, "main a.btn-primary");
  await page.waitForURL("**/start#clients");

  await tabTo(page, "form[action='/start/sample'] button");
  await page.waitForSelector("text=5 of 5 steps done");
  await page.goto("/deals/board");
  assert.equal(await page.locator(".tile").count(), 6);
  await page.goto("/");
  assert.equal(await page.locator(".start-reminder").count(), 0);

  await page.goto("/start");
  await tabTo(page, "a[href$='/undo']");
  await page.waitForURL("**/undo");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/import\/\d+$/);
  await page.goto("/companies");
  assert.equal(await page.locator("tbody tr").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});
