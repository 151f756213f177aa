// A step on all records of a list, more than one step takes: asked with the keys and the mouse, watched, stopped, gone on with, taken back; a killed server goes on with it.
import test from "node:test";
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, house, serve, signIn } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { browser, company, server, enter } = stage;
const MANY = 1200;
const file = join(company.folder, "products.csv");
writeFileSync(file, ["Product,Price,Notes", ...Array.from({ length: MANY }, (_, at) => `Bolt ${at},${at + 1}.50,before`)].join("\r\n"));
command("import", "--db", company.db, file, "--as", stage.person("elena").email);
const count = (filter) => stage.ask("elena", "product", "--where", `name.startsWith("Bolt") && ${filter}`, "--fields", "name").total;
const LIST = '/products?where=name.startsWith("Bolt")';

/** The list with all of it picked, and the field's form open. */
async function begin(page, text) {
  await page.goto(LIST);
  await page.locator(".tick input").first().check();
  await page.check(".several-bar [name=all]");
  await page.click(".several-bar summary");
  await page.click(".several-bar button[value=description]");
  await page.fill("main [name=description]", text);
  await page.click("form.confirm button[type=submit]");
}

test("all of a list is changed in the background and taken back as one", async () => {
  const { page, context, faults } = await enter("elena");
  await begin(page, "after");
  assert.match(await page.innerText("h1"), /1,?200 records/);
  assert.match(await page.innerText("form.confirm table"), /before\s+after/, "an example before and after");
  assert.equal(count('description == "after"'), 0);
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/products\/bulk\/\d+$/);
  await page.waitForSelector(".badge-good", { timeout: 60_000 });
  assert.match(await page.innerText("main .key-facts"), /1,200/);
  assert.equal(count('description == "after"'), MANY);
  await page.click("main a[href$='/undo']");
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/products\/bulk\/\d+$/);
  await page.waitForFunction(() => /Taken back/.test(document.querySelector("main .page-head")?.innerText ?? ""), null, { timeout: 60_000 });
  assert.match(await page.innerText("main .key-facts"), /Put back\s+1,200/i);
  assert.equal(count('description == "before"'), MANY);
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a script it is begun, stopped, gone on with, and found again from the list", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  await begin(page, "later");
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/products\/bulk\/\d+$/);
  const stop = page.locator("form[action$='/stop'] button");
  // It may be quicker than the hand.
  if (await stop.count()) await stop.click();
  await page.goto("/products/bulk");
  await page.locator("main tbody a").first().click();
  const on = page.locator("form[action$='/go-on'] button");
  if (await on.count()) await on.click();
  await page.waitForSelector(".badge-good", { timeout: 60_000 });
  assert.equal(count('description == "later"'), MANY);
  await context.close();
});

test("its pages stand at 360 px in three languages without running over", async () => {
  for (const language of ["en", "es", "ru"]) {
    const { page, context } = await enter("elena", { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    await context.addCookies([{ name: "candor_language", value: language, url: server.url }]);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    await begin(page, "soon");
    assert.ok((await wide()) <= 360, `${language}: the page before it is ${await wide()} px wide`);
    await page.goto("/products/bulk");
    assert.ok((await wide()) <= 360, `${language}: the list of changes is ${await wide()} px wide`);
    await page.locator("main tbody a").first().click();
    await page.waitForURL(/\/products\/bulk\/\d+$/);
    assert.ok((await wide()) <= 360, `${language}: its page is ${await wide()} px wide`);
    await context.close();
  }
});

test("what a killed server was doing goes on by itself after the next start, and no record is done twice", async () => {
  const { page, context } = await enter("elena");
  await begin(page, "after all");
  await page.click("form.confirm button[type=submit]");
  await page.waitForURL(/\/products\/bulk\/\d+$/);
  const work = new URL(page.url()).pathname;
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0 || document.querySelector(".badge-good"), null, { timeout: 60_000 });
  await server.kill();
  await context.close();
  const done = count('description == "after all"');
  assert.ok(done > 0, "some were done");
  const second = await serve(company);
  const later = await signIn(browser, second.url, stage.person("elena"));
  await later.page.goto(work);
  await later.page.waitForSelector(".badge-good", { timeout: 120_000 });
  assert.equal(count('description == "after all"'), MANY);
  assert.match(await later.page.innerText("main .key-facts"), /Changed\s+1,200/i);
  await later.context.close();
  await second.stop();
});
