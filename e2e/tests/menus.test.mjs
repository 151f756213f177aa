// Menus and first pages in the browser: of a role with its effect in sight, and one's own, by keys alone.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const { enter } = await house({ demo: "short" });

const side = (page) => page.locator("#side a.side-link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("value"));

test("an administrator arranges the menu of sellers, sees it before, and they begin with their board", async () => {
  const { page, context, faults } = await enter("raquel");
  await page.goto("/roles");
  await page.locator("details", { hasText: "Seller" }).locator("summary").first().press("Enter");
  await page.locator('a[href="/roles/seller/menu"]').press("Enter");
  await page.waitForURL(/roles\/seller\/menu/);
  assert.equal(await page.locator(".side-link[aria-current]").getAttribute("href"), "/people", "the menu knows where one is");
  await page.selectOption("#begins", "deal/board");
  // Up past the edge of its part, into the one above; the focus stays at the button.
  for (let at = 0; at < 20; at++) {
    const button = page.locator('button[value="up:deal"]');
    if (await button.isDisabled()) break;
    await button.focus();
    const loaded = page.waitForEvent("load");
    await page.keyboard.press("Enter");
    await loaded;
    if (!(await page.locator('button[value="up:deal"]').isDisabled())) assert.equal(await focused(page), "up:deal");
  }
  assert.equal(await page.locator('input[name="in.deal"]').getAttribute("value"), "top");
  await page.uncheck('input[name="shown"][value="campaign"]');
  await page.press("#begins", "s");
  await page.locator("main .form-actions button[value=show]").press("Enter");
  const effect = page.locator(".card", { has: page.locator("button[value=apply]") });
  await effect.waitFor();
  const told = await effect.innerText();
  assert.match(told, /First page: Deals: board/);
  assert.match(told, /No longer in the menu: Campaigns/);
  assert.match(told, /people have this role/);
  assert.equal(await focused(page), "apply", "Enter takes it over");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".toast");

  const pedro = await enter("pedro");
  assert.equal(new URL(pedro.page.url()).pathname, "/deals/board");
  const menu = await side(pedro.page);
  assert.equal(menu[0], "/deals");
  assert.ok(!menu.includes("/campaigns") && menu.includes("/day"));
  // What is hidden has its key and its line in the palette; the name above the menu leads to the first page.
  const key = await pedro.page.locator('#side [hidden] a[href="/campaigns"]').getAttribute("data-go");
  await pedro.page.keyboard.press("g");
  await pedro.page.keyboard.press(key);
  await pedro.page.waitForURL(/\/campaigns$/);
  await pedro.page.keyboard.press("g");
  await pedro.page.keyboard.press("h");
  await pedro.page.waitForURL(/\/day$/);
  await pedro.page.keyboard.press("Control+k");
  await pedro.page.keyboard.type("Campaigns");
  await pedro.page.click('#palette a.palette-item[href="/campaigns"]');
  await pedro.page.waitForURL(/\/campaigns$/);
  await pedro.page.click("a.side-brand");
  await pedro.page.waitForURL(/\/deals\/board$/);
  assert.deepEqual([...faults, ...pedro.faults], []);
  await context.close();
  await pedro.context.close();
});

test("one arranges one's own menu without scripts, and puts it back", async () => {
  const { page, context, faults } = await enter("luis", { javaScriptEnabled: false });
  await page.goto("/account");
  await page.click('a[href="/account/menu"]');
  const before = await side(page);
  await page.selectOption("#begins", "task");
  await page.click('button[value="down:my_day"]');
  assert.equal(await page.locator("#begins").inputValue(), "task", "moving keeps what was chosen");
  await page.uncheck('input[name="shown"][value="contact"]');
  await page.click("main .form-actions button[value=save]");
  await page.waitForURL(/\/account\/menu$/);
  const menu = await side(page);
  assert.ok(!menu.includes("/contacts") && menu.indexOf("/day") > before.indexOf("/day"), menu.join(" "));
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/tasks");
  // What was hidden is in the form, to be shown again.
  await page.goto("/account/menu");
  await page.click("summary >> text=Not in the menu");
  assert.equal(await page.locator('input[name="shown"][value="contact"]').isChecked(), false);
  await page.click("button[value=company]");
  await page.waitForURL(/\/account\/menu$/);
  assert.deepEqual(await side(page), before);
  assert.deepEqual(faults, []);
  await context.close();
});
