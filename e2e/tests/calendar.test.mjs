// The calendar by mouse, by keys, without scripts and on a narrow screen: what is moved is what the company then holds.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter, ask } = stage;
const ON = "2031-05-07";
const WEEK = `/calendar?view=week&on=${ON}`;

const held = (id, ...fields) => ask("elena", "activity", "--where", `id == ${id}`, "--fields", fields.join(",")).rows[0].fields;
const task = (id) => ask("elena", "task", "--where", `id == ${id}`, "--fields", "due").rows[0].fields.due;

/** A meeting of one's own through its form; gives its id. */
async function meet(page, subject, at, minutes = "60") {
  await page.goto(`/activities/new?kind=meeting&at=${at}&duration=${minutes}`);
  await page.fill("main [name=subject]", subject);
  await page.press("main [name=subject]", "Enter");
  await page.waitForURL(/\/activities\/\d+$/);
  return page.url().match(/(\d+)$/)[1];
}

const entry = (page, id, kind = "activities") => page.locator(`.cal-item[data-href="/${kind}/${id}"]`).first();

/** The point of this hour in the column of this day. */
async function place(page, day, hour) {
  const hours = page.locator(`.cal-day[data-day="${day}"] .cal-hours`);
  const first = Number(await page.locator(".cal-sheet").getAttribute("data-first"));
  const rows = Number((await hours.getAttribute("class")).match(/len-h(\d+)/)[1]);
  const box = await hours.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + ((hour - first) / rows) * box.height + 2 };
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const part of [0.3, 0.6, 1]) await page.mouse.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part, { steps: 4 });
  await Promise.all([page.waitForNavigation(), page.mouse.up()]);
}

/** The moment as UTC: the company is in Madrid, in May two hours ahead. */
const utc = (text) => new Date(text).toISOString().slice(0, 16);

test("a meeting is dragged to another day and hour, made longer, and the move is taken back", async () => {
  const { page, context, faults } = await enter("elena");
  const id = await meet(page, "Dragged", `${ON}T10:00`);
  await page.goto(WEEK);
  await drag(page, await place(page, ON, 10.25), await place(page, "2031-05-09", 14.25));
  await page.waitForSelector(".toast");
  assert.equal(utc(held(id, "at").at), "2031-05-09T12:00");
  assert.match(await entry(page, id).innerText(), /14:00–15:00/);

  const box = await entry(page, id).boundingBox();
  await drag(page, { x: box.x + box.width / 2, y: box.y + box.height - 3 }, await place(page, "2031-05-09", 16.1));
  assert.match(await entry(page, id).innerText(), /14:00–16:15/);

  await page.click(".toast a");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/calendar/);
  assert.match(await entry(page, id).innerText(), /14:00–15:00/);
  // A click is no drag: it opens the record.
  await entry(page, id).locator("a").first().click();
  await page.waitForURL(new RegExp(`/activities/${id}$`));
  assert.deepEqual(faults, []);
  await context.close();
});

test("empty time dragged over opens the form of a meeting then, and Escape leaves everything as it was", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto(WEEK);
  await drag(page, await place(page, "2031-05-06", 9), await place(page, "2031-05-06", 10.3));
  assert.match(page.url(), /\/activities\/new/);
  assert.equal(await page.inputValue("main [name=at]"), "2031-05-06T09:00");
  assert.equal(await page.inputValue("main [name=duration]"), "90");
  await page.fill("main [name=subject]", "Drawn");
  await page.press("main [name=subject]", "Enter");
  await page.waitForURL(/\/calendar/);
  assert.match(await page.locator(".cal-day[data-day='2031-05-06']").innerText(), /09:00–10:30\s+Drawn/);

  const from = await place(page, "2031-05-06", 9.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 200, from.y + 60, { steps: 5 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.match(await page.locator(".cal-day[data-day='2031-05-06']").innerText(), /Drawn/);
  assert.match(page.url(), /\/calendar/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a late task is dragged from beside onto a day", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/tasks/new?due=2020-01-02");
  await page.fill("main [name=subject]", "Long due");
  await page.press("main [name=subject]", "Enter");
  await page.waitForURL(/\/tasks\/\d+$/);
  const id = page.url().match(/(\d+)$/)[1];
  await page.goto(WEEK);
  const box = await page.locator(`.cal-plan .cal-item[data-href="/tasks/${id}"]`).boundingBox();
  await drag(page, { x: box.x + 40, y: box.y + 8 }, await place(page, "2031-05-08", 12));
  assert.equal(task(id), "2031-05-08");
  assert.equal(await page.locator(`.cal-day[data-day='2031-05-08'] .cal-whole [data-href="/tasks/${id}"]`).count(), 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test("with keys alone: views, from entry to entry, and the form that moves", async () => {
  const { page, context, faults } = await enter("elena");
  const id = await meet(page, "By keys", "2031-06-03T10:00");
  const other = await meet(page, "Its neighbour", "2031-06-05T10:00");
  await page.goto("/calendar?view=month&on=2031-06-03");
  await page.keyboard.press("w");
  await page.waitForURL(/view=week/);
  await page.keyboard.press("j");
  const at = () => page.evaluate(() => document.activeElement?.closest(".cal-item")?.dataset.href);
  assert.equal(await at(), `/activities/${id}`);
  await page.keyboard.press("ArrowRight");
  assert.equal(await at(), `/activities/${other}`);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await at(), `/activities/${id}`);
  await page.keyboard.press("v");
  await page.waitForURL(new RegExp(`/calendar/activities/${id}`));
  assert.equal(await page.inputValue("[name=time]"), "10:00");
  await page.fill("[name=time]", "08:30");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".toast");
  assert.match(page.url(), /view=week/);
  assert.match(await entry(page, id).innerText(), /08:30–09:30/);
  await page.keyboard.press("f");
  await page.waitForURL(/2031-06-10/);
  await page.keyboard.press("d");
  await page.waitForURL(/view=day/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a script the same is done by forms, on a narrow screen, in Russian", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  await context.addCookies([{ name: "candor_language", value: "ru", url: stage.server.url }]);
  const id = await meet(page, "Без скриптов", "2031-07-02T10:00");
  for (const view of ["day", "week", "month", "team"]) {
    await page.goto(`/calendar?view=${view}&on=2031-07-02`);
    assert.ok(await entry(page, id).isVisible(), view);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${view} is ${wide} px too wide`);
  }
  await page.goto("/calendar?view=week&on=2031-07-02");
  await entry(page, id).locator("a.cal-move").click();
  await page.fill("[name=day]", "2031-07-04");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/view=week/);
  assert.match(await page.locator(".cal-day[data-day='2031-07-04']").innerText(), /10:00–11:00\s+Без скриптов/);
  await page.locator(".cal-day[data-day='2031-07-05'] .cal-add").click();
  assert.equal(await page.inputValue("main [name=at]"), "2031-07-05T09:00");
  await context.close();
});

test("with all hours the week opens where work begins", async () => {
  const { page, context, faults } = await enter("elena");
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto(WEEK);
  await page.keyboard.press("h");
  await page.waitForURL(/hours=all/);
  await page.waitForFunction(() => scrollY > 100);
  const at = await page.locator("[data-begins]").boundingBox();
  assert.ok(at.y > 40 && at.y < 300, `the hour stands at ${at.y}`);
  assert.match(await page.locator("[data-begins]").innerText(), /0[6-9]:00/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a finger that rests on an entry drags it; one that moves at once scrolls", async () => {
  const { page, context, faults } = await enter("elena", { hasTouch: true, viewport: { width: 1100, height: 900 } });
  const id = await meet(page, "By finger", `${ON}T10:00`);
  await page.goto(WEEK);
  const from = await place(page, ON, 10.25);
  const to = await place(page, "2031-05-08", 12.25);
  const finger = await context.newCDPSession(page);
  const touch = (type, at) => finger.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  const part = (share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  await touch("touchStart", from);
  await touch("touchMove", part(0.5));
  await touch("touchMove", part(1));
  await touch("touchEnd");
  await page.goto(WEEK);
  assert.match(await entry(page, id).innerText(), /10:00–11:00/, "a stroke moves nothing");
  await touch("touchStart", from);
  await page.waitForSelector(".cal-dragged");
  for (const share of [0.2, 0.5, 0.8, 1]) await touch("touchMove", part(share));
  await Promise.all([page.waitForNavigation(), touch("touchEnd")]);
  await page.waitForSelector(".toast");
  assert.equal(utc(held(id, "at").at), "2031-05-08T10:00");
  assert.deepEqual(faults, []);
  await context.close();
});

test("with keys: so many times, then one of them is changed and the later ones are made like it; one undo takes it back", async () => {
  const { page, context, faults } = await enter("elena");
  const day = await page.evaluate(() => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await page.goto(`/activities/new?kind=meeting&at=${day}T10:00&duration=30`);
  await page.fill("main [name=subject]", "Course");
  await page.selectOption("main [name=repeats]", "week");
  await page.fill("main [name=repeats_times]", "1");
  await page.press("main [name=subject]", "Enter");
  await page.waitForSelector("main .fault");
  assert.match(await page.innerText("main .fault"), /2/, "once is no repetition");
  await page.fill("main [name=repeats_times]", "4");
  await page.press("main [name=subject]", "Enter");
  await page.waitForURL(/\/activities\/\d+$/);
  const subjects = () => ask("elena", "activity", "--where", 'kind == "meeting" && subject.startsWith("Cours")', "--sort", "at", "--fields", "subject").rows;
  const made = subjects();
  assert.equal(made.length, 4);
  await page.goto(`/activities/${made[1].id}`);
  await page.keyboard.press("e");
  await page.waitForURL(/edit$/);
  await page.fill("main [name=subject]", "Course, second part");
  await page.press("main [name=subject]", "Enter");
  await page.waitForURL(/\/activities\/\d+$/);
  await page.keyboard.press("d");
  await page.waitForURL(/\/later$/);
  assert.match(await page.innerText("main"), /2 later ones are made anew/);
  await page.keyboard.press("s");
  await page.waitForURL(/\/activities\/\d+$/);
  assert.deepEqual(subjects().map((row) => row.fields.subject), ["Course", "Course, second part", "Course, second part", "Course, second part"]);
  await page.click(".toast a, .flash a");
  await page.waitForURL(/\/several\//);
  await page.keyboard.press("s");
  await page.waitForURL(/\/activities\/\d+$/);
  assert.deepEqual(subjects().map((row) => row.fields.subject), ["Course", "Course, second part", "Course", "Course"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a meeting that repeats is made ahead by its form; the address for other programs is copied", async () => {
  const { page, context, faults } = await enter("elena");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const day = await page.evaluate(() => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await page.goto(`/activities/new?kind=meeting&at=${day}T10:00&duration=30`);
  await page.fill("main [name=subject]", "Every week");
  await page.selectOption("main [name=repeats]", "week");
  await page.press("main [name=subject]", "Enter");
  await page.waitForURL(/\/activities\/\d+$/);
  const made = ask("elena", "activity", "--where", 'subject == "Every week"', "--fields", "at").rows;
  assert.equal(made.length, 9, "sixty days of weeks");
  await page.goto("/account");
  await page.fill("#feed-password", stage.person("elena").password);
  await page.click("form[action='/account/calendar'] button");
  await page.click("[data-copy]");
  await page.waitForFunction(() => document.querySelector("[data-copy] span").textContent === "Copied");
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const path = new URL(address).pathname;
  const answer = await fetch(new URL(path, stage.server.url));
  assert.equal(answer.headers.get("content-type"), "text/calendar; charset=utf-8");
  const text = await answer.text();
  assert.equal(text.split("SUMMARY:Every week").length - 1, 9);
  assert.deepEqual(faults, []);
  await context.close();
});
