// Several records of a list at once: picked with keys or the mouse, changed, handed over, archived, and taken back.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { server, enter } = stage;
const ask = (where, fields) => stage.ask("elena", "deal", "--where", where, "--fields", fields).rows;

/** The ids of the ticked rows. */
const ticked = (page) => page.locator(".tick input:checked").evaluateAll((boxes) => boxes.map((box) => box.value));
const among = (ids) => `id in [${ids.join(", ")}]`;

test("with keys: two deals are picked, change a field together, and one undo takes it back", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?segment=open");
  assert.equal(await page.locator(".several-bar").isVisible(), false, "nothing is picked yet");
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  const ids = await ticked(page);
  assert.equal(ids.length, 2);
  assert.match(await page.innerText(".several-count"), /2/);
  const closes = () => ask(among(ids), "expected_close").map((row) => row.fields.expected_close);
  const before = closes();
  await page.click(".several-bar summary");
  await page.click(".several-bar button[value=expected_close]");
  await page.waitForSelector("main [name=expected_close]");
  assert.match(await page.innerText("h1"), /2 records/);
  await page.fill("main [name=expected_close]", "2027-03-31");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/deals\?segment=open/);
  assert.match(await page.innerText(".toast"), /2 records changed/);
  assert.deepEqual(closes(), ["2027-03-31", "2027-03-31"]);
  await page.click(".toast a");
  await page.waitForSelector("form.confirm");
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/deals\?segment=open/);
  assert.deepEqual(closes(), before);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a wrong value is told where it was typed, and what one may not do is named before anything is done", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?segment=open");
  await page.locator(".tick input").first().check();
  await page.click(".several-bar summary");
  await page.click(".several-bar button[value=amount]");
  await page.fill("main [name=amount]", "a lot");
  await page.click("form.confirm button[type=submit]");
  await page.waitForSelector("form.confirm .fault");
  assert.equal(await page.inputValue("main [name=amount]"), "a lot", "what was typed stays");
  await page.fill("main [name=amount]", "4321");
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/deals\?segment=open/);
  assert.equal(ask("amount == 4321", "name").length, 1, "mended where it was typed");
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a script: all of a list is handed over, then archived and restored", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  await page.goto("/deals?q=consumibles&segment=open");
  const ids = await page.locator(".tick input").evaluateAll((boxes) => boxes.map((box) => box.value));
  assert.ok(ids.length > 1, "several deals are found");
  await page.locator(".tick input").first().check();
  await page.check(".several-bar [name=all]");
  await page.click(".several-bar button[value=transfer]");
  await page.fill("main [name='owner.title']", "Pedro Salas");
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/deals\?/);
  assert.equal(new Set(ask(among(ids), "owner").map((row) => row.titles?.owner ?? row.fields.owner)).size, 1);
  await page.goto("/deals?q=consumibles&segment=open");
  await page.locator(".tick input").first().check();
  await page.check(".several-bar [name=all]");
  await page.click(".several-bar button[value=archive]");
  assert.match(await page.innerText("h1"), new RegExp(`${ids.length} records`));
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/deals\?/);
  assert.equal(ask(among(ids), "name").length, 0);
  await page.goto("/deals?q=consumibles&archived=only");
  await page.locator(".tick input").first().check();
  await page.check(".several-bar [name=all]");
  await page.click(".several-bar button[value=restore]");
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/deals\?/);
  assert.equal(ask(among(ids), "name").length, ids.length);
  await context.close();
});

test("the bar stands at 360 px in three languages without running over", async () => {
  for (const language of ["en", "es", "ru"]) {
    const { page, context } = await enter("elena", { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    await context.addCookies([{ name: "candor_language", value: language, url: server.url }]);
    await page.goto("/deals");
    await page.locator(".tick input").first().check();
    const bar = await page.locator(".several-bar").boundingBox();
    assert.ok(bar.x >= 0 && bar.x + bar.width <= 360, `${language}: ${JSON.stringify(bar)}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${language}: the page is ${wide} px wide`);
    await context.close();
  }
});
