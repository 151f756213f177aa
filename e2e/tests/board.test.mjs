// The board: by any choice, in lanes, with mouse, keys, finger and without scripts; what a step asks for, limits, and the way to the
// list and back with its filter.
import test from "node:test";
import assert from "node:assert/strict";
import { house, makeDeal } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter, ask } = stage;
/** All six columns are in sight. */
const wide = { viewport: { width: 1800, height: 900 } };
const fieldsOf = (id, ...names) => ask("elena", "deal", "--where", `id == ${id}`, "--fields", names.join(",")).rows[0].fields;
const tileOf = (page, id) => page.locator(`.tile[data-href="/deals/${id}"]`);
const inColumn = (id, column) => `.board-tiles[data-stage="${column}"] .tile[data-href="/deals/${id}"]`;

/** Drags a tile with the mouse into a column. */
async function drag(page, id, column) {
  await tileOf(page, id).locator(".tile-foot").hover({ position: { x: 60, y: 8 } });
  await page.mouse.down();
  const place = await page.locator(`.board-tiles[data-stage="${column}"]`).boundingBox();
  for (const part of [0.3, 0.6, 1]) await page.mouse.move(place.x + place.width / 2 - 40 * (1 - part), place.y + 20 + 40 * part, { steps: 4 });
  await page.mouse.move(place.x + place.width / 2, place.y + 50, { steps: 4 });
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/stage")), page.mouse.up()]);
}

test("a card dragged to lost stands there, is asked for its reason, and goes back when nobody gives one", async () => {
  const { page, context, faults } = await enter("elena", wide);
  const id = await makeDeal(page, "Asked deal");
  await page.goto("/deals/board");
  await drag(page, id, "lost");
  const form = page.locator("dialog.gate[open]");
  await form.waitFor();
  assert.equal(await page.locator(inColumn(id, "lost")).count(), 1, "it stands where it was dropped");
  assert.equal(await form.locator("select[name=lost_reason]").count(), 1);
  assert.equal(await form.locator(".gate-field").count(), 1, "only what is missing");
  await page.keyboard.press("Escape");
  await page.waitForSelector(inColumn(id, "first_contact"));
  assert.equal(fieldsOf(id, "stage").stage, "first_contact");

  await drag(page, id, "lost");
  await form.locator("select[name=lost_reason]").selectOption("price");
  await form.locator("button[type=submit]").click();
  await page.waitForSelector(".toast:has-text('Asked deal')");
  await page.waitForSelector(inColumn(id, "lost"));
  assert.deepEqual(fieldsOf(id, "stage", "lost_reason"), { stage: "lost", lost_reason: "price" });

  await page.locator(".toast a").click();
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(/\/deals\/board/);
  await page.waitForSelector(inColumn(id, "first_contact"));
  assert.equal(fieldsOf(id, "lost_reason").lost_reason, null, "one step back takes all of it");
  assert.deepEqual(faults, []);
  await context.close();
});

test("what a stage needs is asked for until it is there, and a card can be moved again at once", async () => {
  const { page, context, faults } = await enter("elena", wide);
  const id = await makeDeal(page, "Needing deal");
  await page.goto("/deals/board");
  await drag(page, id, "won");
  const form = page.locator("dialog.gate[open]");
  await form.locator("[name='company.title']").press("Enter");
  await form.locator(".fault").waitFor();
  const company = ask("elena", "company", "--limit", "1").rows[0].title;
  await form.locator("[name='company.title']").fill(company);
  await form.locator("[role=option]").first().click();
  await form.locator("button[type=submit]").click();
  await page.waitForSelector(".toast");
  assert.equal(fieldsOf(id, "stage").stage, "won");
  await page.waitForSelector(inColumn(id, "won"));
  await drag(page, id, "qualified");
  await page.waitForFunction(() => !document.querySelector("dialog.gate"));
  await page.waitForSelector(inColumn(id, "qualified"));
  assert.equal(fieldsOf(id, "stage").stage, "qualified");
  assert.deepEqual(faults, []);
  await context.close();
});

test("keys pick a card up, carry it and put it down, and each step is said", async () => {
  const { page, context, faults } = await enter("elena");
  const id = await makeDeal(page, "Carried deal");
  await page.goto("/deals/board");
  await tileOf(page, id).locator("a.tile-title").focus();
  const said = () => page.locator("[data-said]").textContent();
  await page.keyboard.press("Space");
  assert.match(await said(), /Carried deal.*First contact/);
  await page.keyboard.press("ArrowRight");
  await page.waitForSelector(inColumn(id, "qualified"));
  assert.match(await said(), /Qualified/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(inColumn(id, "first_contact"));
  assert.equal(fieldsOf(id, "stage").stage, "first_contact");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/stage")), page.keyboard.press("Enter")]);
  await page.waitForSelector(".toast");
  assert.equal(fieldsOf(id, "stage").stage, "proposal");
  await page.waitForFunction((id) => document.activeElement?.closest(".tile")?.dataset.href === `/deals/${id}`, id);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a finger that rests carries a card, one that goes on scrolls", async () => {
  const { page, context, faults } = await enter("elena", { hasTouch: true, viewport: { width: 1500, height: 900 } });
  const id = await makeDeal(page, "Touched deal");
  await page.goto("/deals/board");
  const tile = tileOf(page, id);
  await tile.scrollIntoViewIfNeeded();
  const client = await context.newCDPSession(page);
  const touch = (type, x, y) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const from = await tile.boundingBox();
  const to = await page.locator('.board-tiles[data-stage="qualified"]').boundingBox();
  const [x, y] = [from.x + 60, from.y + 12];
  const way = async (rests) => {
    // A finger that goes on at once is sent as a whole: on a busy machine each answer could take longer than the rest.
    const steps = [touch("touchStart", x, y)];
    if (rests) await page.waitForSelector(`.sortable-chosen[data-href="/deals/${id}"]`);
    for (let step = 1; step <= 12; step++) {
      steps.push(touch("touchMove", x + ((to.x + 60 - x) * step) / 12, y + ((to.y + 30 - y) * step) / 12));
      if (rests) await steps.at(-1);
    }
    if (rests) await page.waitForSelector(inColumn(id, "qualified"));
    await Promise.all([...steps, touch("touchEnd")]);
  };
  await way(false);
  assert.equal(await page.locator(inColumn(id, "first_contact")).count(), 1);
  await page.waitForTimeout(300);
  assert.match(page.url(), /board$/, "a swipe that finds nothing to scroll is no way back");
  await page.goto("/deals/board");
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/stage")), way(true)]);
  await page.waitForSelector(".toast");
  assert.equal(fieldsOf(id, "stage").stage, "qualified");
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a script a step asks on a page of its own, and cancelling loses nothing", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  const id = await makeDeal(page, "Plain deal");
  const move = async (to) => {
    await page.goto("/deals/board?q=Plain");
    await tileOf(page, id).locator("summary").click();
    await tileOf(page, id).locator("select[name=stage]").selectOption(to);
    await tileOf(page, id).locator("button[type=submit]").click();
  };
  await move("lost");
  await page.locator(".gate-form a").click();
  await page.waitForURL(/board\?q=Plain/);
  assert.equal(fieldsOf(id, "stage").stage, "first_contact");
  await move("lost");
  await page.locator(".gate-form select[name=lost_reason]").selectOption("competitor");
  await page.locator(".gate-form button[type=submit]").click();
  await page.waitForURL(/board\?q=Plain/);
  assert.deepEqual(fieldsOf(id, "stage", "lost_reason"), { stage: "lost", lost_reason: "competitor" });
  await page.goto("/deals/board");
  await page.selectOption(".board-parts select[name=lanes]", "owner");
  await page.locator(".board-parts button[type=submit]").click();
  await page.waitForURL(/lanes=owner/);
  assert.ok((await page.locator(".lane").count()) > 1);
  const open = await page.locator(".lane-cells").count();
  await page.locator(".lane-toggle").first().click();
  await page.waitForURL(/open=/);
  assert.equal(await page.locator(".lane-cells").count(), open - 1);
  await context.close();
});

test("the filter goes from the list to the board and back; other objects have boards, and lanes hand a card over", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals");
  await page.locator("#list .chips a", { hasText: "Open" }).first().click();
  await page.waitForURL(/segment=/);
  await page.fill("#list-search", "a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=a/);
  await page.locator("#ways a[href*='/board']").click();
  await page.waitForURL(/board\?.*segment=open.*q=a/);
  assert.equal(await page.locator("#list-search").inputValue(), "a");
  await page.locator("#ways a").first().click();
  await page.waitForURL(/deals\?.*segment=open.*q=a/);

  for (const [path, by] of [["tasks", "status"], ["campaigns", "status"], ["companies", "life_cycle"]]) {
    await page.goto(`/${path}/board`);
    assert.equal(await page.locator(".board-parts select[name=by]").inputValue(), by, path);
    assert.ok((await page.locator(".board-column").count()) > 2, path);
  }
  await page.goto("/companies/board?by=industry");
  assert.ok((await page.locator(".board-column").count()) > 3);

  const id = await makeDeal(page, "Handed deal");
  await page.goto("/deals/board?lanes=owner&where=" + encodeURIComponent('stage.outcome == "open"'));
  const link = tileOf(page, id).locator("a.tile-title");
  await link.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/stage")), page.keyboard.press("Space")]);
  await page.waitForSelector(".toast:not(.toast-bad)");
  const [deal] = ask("elena", "deal", "--where", `id == ${id}`, "--fields", "owner,stage").rows;
  assert.equal(deal.fields.stage, "first_contact");
  assert.notEqual(deal.titles.owner, "Elena Vidal");
  assert.deepEqual(faults, []);
  await context.close();
});

test("more cards come by their place, and a full column says so", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals/board?by=pipeline");
  const column = page.locator('.board-tiles[data-stage="sales"]');
  const first = await column.locator(".tile").count();
  await column.locator(".board-more").click();
  await page.waitForFunction((first) => document.querySelectorAll('.board-tiles[data-stage="sales"] .tile').length > first, first);
  const ids = await column.locator(".tile").evaluateAll((all) => all.map((tile) => tile.dataset.href));
  assert.equal(new Set(ids).size, ids.length, "no card comes twice");

  await page.goto("/deals/board");
  await page.locator(".board-tools summary").first().click();
  await page.locator(".board-tools[open] input[name=limit]").fill("2");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".board-over");
  assert.match(await page.locator(".board-over").textContent(), /\/\s*2/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("at 360 pixels a column fills the screen and nothing is cut", async () => {
  const { page, context } = await enter("elena", { viewport: { width: 360, height: 740 } });
  for (const path of ["/deals/board", "/deals/board?lanes=owner"]) {
    await page.goto(path);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path);
    const width = await page.locator(".board-column").first().evaluate((column) => column.getBoundingClientRect().width);
    assert.ok(width > 290 && width <= 346, `${path}: ${width}`);
  }
  await context.close();
});
