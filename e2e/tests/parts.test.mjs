// A list goes on by key: the next part comes under the last row, the address keeps the place, and everything works on rows that came so.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter, ask } = stage;

const rows = (page) => page.locator("#list tbody tr[data-href]").evaluateAll((rows) => rows.map((row) => row.dataset.href));
const count = (page, wanted) => page.waitForFunction((wanted) => document.querySelectorAll("#list tbody tr[data-href]").length === wanted, wanted);
const at = (page) => page.locator("#list tbody tr[data-href]").evaluateAll((rows) => rows.findIndex((row) => row.classList.contains("row-at")));
const focused = (page) => page.evaluate(() => {
  const on = document.activeElement?.closest("#list tr[data-href]");
  return [...document.querySelectorAll("#list tbody tr[data-href]")].indexOf(on);
});
const steps = async (page, key, times) => {
  for (let step = 0; step < times; step += 1) await page.keyboard.press(key);
};

test("j, the arrows, PageDown and End go on past the last row; picks, the place and the address stay", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/activities?columns=subject,kind,at&sort=-at");
  assert.equal((await rows(page)).length, 50);
  await steps(page, "j", 3);
  await page.keyboard.press("x");
  await steps(page, "j", 47);
  assert.equal(await at(page), 49);
  await page.keyboard.press("j");
  await count(page, 100);
  await page.waitForFunction(() => document.activeElement?.closest("tr")?.classList.contains("row-at"));
  assert.deepEqual([await at(page), await focused(page)], [50, 50], "the keys are at the first row that came");
  assert.match(page.url(), /[?&]pages=2/);
  assert.equal(new Set(await rows(page)).size, 100);
  assert.equal(await page.locator(".tick input:checked").count(), 1, "what was picked stays picked");
  await page.keyboard.press("x");
  assert.match(await page.innerText(".several-count"), /2/, "and rows that came are picked too");

  // In the cells, in the same column.
  await page.keyboard.press("End");
  assert.equal(await at(page), 99);
  await steps(page, "ArrowRight", 2);
  await page.keyboard.press("ArrowDown");
  await count(page, 150);
  await page.waitForFunction(() => document.activeElement?.closest("tr")?.classList.contains("row-at"));
  assert.equal(await at(page), 100);
  assert.equal(await page.evaluate(() => document.activeElement.cellIndex), 1);
  await page.keyboard.press("Control+End");
  assert.equal(await at(page), 149);
  await page.keyboard.press("Home");
  assert.equal(await page.evaluate(() => document.activeElement.cellIndex), 0, "Home stays in the row");
  await page.keyboard.press("PageDown");
  await count(page, 200);
  await page.waitForFunction(() => document.querySelectorAll("#list tbody tr[data-href]")[150].classList.contains("row-at"));
  await page.keyboard.press("PageUp");
  assert.ok((await at(page)) < 149);

  // The address leads back to all of it.
  const before = await rows(page);
  await page.reload();
  assert.deepEqual(await rows(page), before);
  await page.locator("#list tbody tr[data-href] a").nth(180).click();
  await page.waitForURL(/\/activities\/\d+$/);
  await page.goBack();
  await page.waitForURL(/pages=4/);
  assert.deepEqual(await rows(page), before);
  assert.deepEqual(faults, []);
  await context.close();
});

test("in groups no head stands twice where parts meet, and a page that has grown enough goes over to the next", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/activities?group=kind&columns=subject,kind");
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await page.keyboard.press("End");
  await count(page, 100);
  const heads = await page.locator("#list .group-row .group-name").allInnerTexts();
  assert.equal(new Set(heads).size, heads.length, heads.join());

  await page.goto("/order_lines?pages=8");
  const all = await rows(page);
  assert.equal(all.length, 400);
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await page.keyboard.press("j");
  await page.waitForURL((at) => at.searchParams.has("after") && !at.searchParams.has("pages"));
  await page.waitForFunction(() => document.activeElement?.closest("#list tr[data-href]"));
  assert.equal(await at(page), 0);
  assert.equal((await rows(page)).some((row) => all.includes(row)), false, "the next rows");
  assert.equal(await page.locator(".pager [data-key=b]").count(), 1, "with the way back");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a cell of a row that came so is changed in place, and what others change there shows", async () => {
  const [elena, rosa] = [await enter("elena"), await enter("elena")];
  const { page } = elena;
  const listening = page.waitForResponse((answer) => answer.url().includes("/live?"));
  await page.goto("/deals?columns=name,amount,stage");
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await listening;
  const again = page.waitForResponse((answer) => answer.url().includes("/live?"));
  await page.keyboard.press("End");
  await count(page, ask("elena", "deal", "--limit", "1").total);
  await again;
  await page.waitForFunction(() => document.activeElement?.closest("tr")?.classList.contains("row-at"));
  const id = (await page.getAttribute(".row-at", "data-href")).split("/").pop();
  await steps(page, "ArrowRight", 2);
  await page.keyboard.press("F2");
  await page.waitForSelector(".cell-form :focus");
  await page.fill(".cell-form [name=amount]", "4321.50");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".cell-form", { state: "detached" });
  assert.match(await page.innerText(".row-at"), /4,321\.50/);
  await page.waitForFunction(() => !document.querySelector("#list .htmx-request"));

  await rosa.page.goto(`/deals/${id}/edit`);
  await rosa.page.fill("main form [name=name]", "Changed by somebody else");
  await rosa.page.click("main form button[type=submit]");
  await rosa.page.waitForURL((at) => at.pathname === `/deals/${id}`);
  await page.waitForSelector("#list tr >> text=Changed by somebody else", { timeout: 4000 });
  assert.equal((await rows(page)).length, ask("elena", "deal", "--limit", "1").total, "the page stays as long as it was");
  assert.equal((await page.getAttribute(".row-at", "data-href")).split("/").pop(), id);
  assert.deepEqual([...elena.faults, ...rosa.faults], []);
  await elena.context.close();
  await rosa.context.close();
});

test("without a script the pager leads on, and an address with parts is whole", async () => {
  const signedIn = await enter("elena");
  const cookies = await signedIn.context.cookies();
  await signedIn.context.close();
  const context = await stage.browser.newContext({ baseURL: stage.server.url, javaScriptEnabled: false });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto("/activities?pages=2");
  const first = await page.locator("#list tbody tr[data-href]").count();
  assert.equal(first, 100);
  await page.click(".pager [data-key=m]");
  await page.waitForURL(/after=/);
  assert.equal(await page.locator("#list tbody tr[data-href]").count(), 50);
  await context.close();
});

test("the wheel brings the next part before the end is in sight, up to what a page holds; a part that does not come is asked for once", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/activities?columns=subject,kind,at&sort=-at");
  await page.mouse.move(700, 500);
  await page.waitForTimeout(300);
  assert.equal((await rows(page)).length, 50, "nothing comes by itself");
  for (const wanted of [100, 150]) {
    await page.mouse.wheel(0, 100_000);
    await count(page, wanted);
  }
  assert.match(page.url(), /[?&]pages=3/);
  assert.equal(new Set(await rows(page)).size, 150);
  const place = await page.evaluate(() => window.scrollY);
  assert.ok(place < (await page.evaluate(() => document.documentElement.scrollHeight)) - 1_500, "the rows that came lie below");

  let asked = 0;
  await page.route(/pages=4/, (route) => ((asked += 1), route.abort()));
  for (let turn = 0; turn < 4; turn += 1) {
    await page.mouse.wheel(0, 100_000);
    await page.waitForTimeout(120);
    await page.mouse.wheel(0, -200);
    await page.waitForTimeout(120);
  }
  assert.equal(asked, 1);
  assert.equal((await rows(page)).length, 150);
  assert.ok(await page.locator("#list [data-key=m]").isVisible(), "the link to go on is there");
  assert.deepEqual(faults.filter((fault) => !/ERR_FAILED|Failed to (load|fetch)/.test(fault)), []);
  await context.close();
});
