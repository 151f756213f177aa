// The daily work on records: the board, the card's story and what it takes back, two people at one record, keys alone.
import test from "node:test";
import assert from "node:assert/strict";
import { house, makeDeal } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { server, enter } = stage;
const ask = (...args) => stage.ask("elena", ...args);
const stageOf = (id) => ask("deal", "--where", `id == ${id}`, "--fields", "stage").rows[0].fields.stage;

test("a tile dragged to another column moves the deal; its card takes the move back", async () => {
  const { page, context, faults } = await enter("elena");
  const id = await makeDeal(page, "Dragged deal");
  await page.goto("/deals/board");
  const tile = page.locator(`.tile[data-href="/deals/${id}"]`);
  await tile.locator(".tile-foot").hover({ position: { x: 60, y: 8 } });
  await page.mouse.down();
  const place = await page.locator('.board-tiles[data-stage="qualified"]').boundingBox();
  for (const part of [0.2, 0.5, 0.8, 1]) await page.mouse.move(place.x + place.width * 0.5 * part + 40, place.y + 60 * part + 20, { steps: 4 });
  await page.mouse.move(place.x + place.width / 2, place.y + 50, { steps: 4 });
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/stage")), page.mouse.up()]);
  await page.waitForSelector(`.board-tiles[data-stage="qualified"] .tile[data-href="/deals/${id}"]`);
  assert.equal(stageOf(id), "qualified");

  await page.goto(`/deals/${id}`);
  const undo = page.locator(".timeline form[action*='/undo/'] button");
  assert.equal(await undo.count(), 1, "one move, one way back");
  await undo.click();
  await page.waitForSelector(".toast");
  assert.equal(stageOf(id), "first_contact");
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a script a deal is moved, won is refused without its client, an edit is taken back, it is archived and restored", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  const id = await makeDeal(page, "Plain deal");
  await page.goto("/deals/board");
  const tile = page.locator(`.tile[data-href="/deals/${id}"]`);
  await tile.locator("summary").click();
  await tile.locator("select[name=stage]").selectOption("proposal");
  await tile.locator("button[type=submit]").click();
  await page.waitForSelector(`.board-tiles[data-stage="proposal"] .tile[data-href="/deals/${id}"]`);
  assert.equal(stageOf(id), "proposal");

  await page.goto(`/deals/${id}`);
  await page.locator("form[action$='/stage']:has(input[value=won]) button, form[action$='/stage'] button[value=won]").first().click();
  await page.waitForSelector(".gate-form [name='company.title']");
  assert.equal(stageOf(id), "proposal", "a deal without a client is not won");

  await page.goto(`/deals/${id}/edit`);
  await page.fill("main [name=amount]", "99");
  await page.press("main [name=amount]", "Enter");
  await page.waitForURL(/\/deals\/\d+$/);
  await page.locator(".timeline li:has(.timeline-changes) form[action*='/undo/'] button").first().click();
  await page.waitForSelector(".toast");
  const [deal] = ask("deal", "--where", `id == ${id}`, "--fields", "amount").rows;
  assert.equal(deal.fields.amount.amount, "1234.50");

  await page.goto(`/deals/${id}/archive`);
  await page.click("main form button[type=submit]");
  await page.goto(`/deals/${id}`);
  await page.click("form[action$='/restore'] button");
  await page.waitForURL(/\/deals\/\d+$/);
  assert.equal(ask("deal", "--where", `id == ${id}`, "--measure", "count").total.count, 1);
  await context.close();
});

test("two people change one record: the second is shown the first one's change and decides", async () => {
  const first = await enter("elena");
  const second = await enter("marta", { javaScriptEnabled: false });
  const [deal] = ask("deal", "--where", 'owner.name == "Marta Ruiz"', "--fields", "name").rows;
  await first.page.goto(`/deals/${deal.id}/edit`);
  await second.page.goto(`/deals/${deal.id}/edit`);
  await first.page.fill("main [name=name]", "Named by Elena");
  await first.page.press("main [name=name]", "Enter");
  await first.page.waitForURL(/\/deals\/\d+$/);
  await second.page.fill("main [name=name]", "Named by Marta");
  await second.page.press("main [name=name]", "Enter");
  await second.page.waitForSelector(".alert-warn");
  const shown = await second.page.innerText("main");
  assert.match(shown, /Elena Vidal/);
  assert.match(shown, /Named by Elena/);
  assert.equal(await second.page.inputValue("main [name=name]"), "Named by Marta", "what was typed stays");
  await second.page.click("main .form-actions button[type=submit]");
  await second.page.waitForURL(/\/deals\/\d+$/);
  assert.equal(ask("deal", "--where", `id == ${deal.id}`, "--fields", "name").rows[0].fields.name, "Named by Marta");
  await first.context.close();
  await second.context.close();
});

test("keys alone: new record, search, palette, rows of a list", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/contacts");
  await page.keyboard.press("n");
  await page.waitForURL(/\/contacts\/new/);
  await page.waitForFunction(() => document.activeElement?.matches("main input[type=text]"), null, { timeout: 5000 });
  await page.keyboard.type("Ariadna");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/contacts(\/\d+)?$/);
  await page.goto("/companies");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/companies\/\d+$/);
  await page.keyboard.press("e");
  await page.waitForURL(/\/companies\/\d+\/edit$/);
  await page.goto("/companies");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette[open]");
  await page.keyboard.type("Consorcio");
  // Words that were half typed have their answer too: the whole word's answer is the one that is chosen from.
  await page.waitForSelector("#palette-records a:first-of-type:has-text('Consorcio')");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/companies\/\d+$/);
  assert.match(await page.innerText("main h1"), /Consorcio/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a figure leads to exactly the records that it counts, and the funnel's steps too", async () => {
  const { page, context, faults } = await enter("elena");
  const listed = async (address) => {
    await page.goto(address);
    return Number((await page.innerText(".pager span")).replace(/\D/g, ""));
  };
  for (const [path, link] of [
    ["/deals/figures?group=owner&measure=count,won_count", "main table a.figure-link"],
    ["/deals/funnel", "main .funnel a[href*='where=']"],
  ]) {
    await page.goto(path);
    const figures = await page.$$eval(link, (all) => all.map((a) => [Number(a.textContent.replace(/\D/g, "")), a.getAttribute("href")]));
    const counted = figures.filter(([figure]) => figure > 0);
    assert.ok(counted.length > 4, path);
    for (const [figure, address] of [...counted.slice(0, 5), counted.at(-1)]) assert.equal(await listed(address), figure, address);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("the filter reaches what a reference leads to: asked when it is unfolded, and a page without a script", async () => {
  const { page, context, faults } = await enter("elena");
  const asked = [];
  page.on("request", (request) => request.url().includes("/reach/") && asked.push(new URL(request.url()).pathname));
  await page.goto("/deals?segment=won");
  await page.keyboard.press("f");
  const way = page.locator('details.menu-more[hx-get$="/company"]');
  await way.locator("summary").waitFor();
  await way.locator("summary").focus();
  assert.deepEqual(asked, [], "nothing is asked before");
  await page.keyboard.press("Enter");
  await way.locator("[value='company.address_city']").waitFor();
  for (let times = 0; times < 2; times += 1) await way.locator("summary").click();
  assert.deepEqual(asked, ["/deals/reach/company"], "and once");
  await way.locator("[value='company.address_city']").click();
  await page.waitForURL(/segment=won&add=company\.address_city/);
  await page.waitForSelector("#filter-value");
  assert.deepEqual(faults, []);

  const without = await stage.browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  await without.addCookies(await context.cookies());
  const bare = await without.newPage();
  await bare.goto("/deals?segment=won");
  await bare.click("summary[data-key=f]");
  await bare.click('details.menu-more[hx-get$="/company"] summary');
  await bare.click("details.menu-more[open] button:visible");
  await bare.click("main [value='company.address_city']");
  await bare.waitForURL(/segment=won&add=company\.address_city/);
  assert.equal(await bare.locator("#filter-value").count(), 1);
  await without.close();
  await context.close();
});

test("shipped lists fit a window of 1440 px in three languages", async () => {
  const { page, context } = await enter("elena");
  for (const language of ["en", "es", "ru"]) {
    await context.addCookies([{ name: "candor_language", value: language, url: server.url }]);
    for (const object of ["companies", "contacts", "deals", "activities", "tasks", "orders", "documents", "tickets", "people"]) {
      await page.goto(`/${object}`);
      const over = await page.$$eval(".table-wrap", (all) => all.map((wrap) => wrap.scrollWidth - wrap.clientWidth));
      assert.deepEqual(over.filter((px) => px > 0), [], `${object} in ${language}`);
      // What does not fit in a cell is cut, not left out: in the middle of a name lies that name.
      const unseen = await page.$$eval("tbody a.record-link", (all) => all.slice(0, 8).filter((link) => {
        const { left, top, width, height } = link.getBoundingClientRect();
        return !link.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      }).map((link) => link.title || link.textContent));
      assert.deepEqual(unseen, [], `${object} in ${language}`);
    }
  }
  await page.goto("/deals/board");
  assert.ok((await page.evaluate(() => document.documentElement.scrollHeight)) < 1100, "the board stays on its screen");
  await context.close();
});
