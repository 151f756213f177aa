// Two people at once: what one changes shows to the other within a second, never over what is being typed; who else is here; the bell.
import test from "node:test";
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter, ask } = stage;
const SOON = { timeout: 2500 };
// Of her own, so that the hour of the story does not matter.
const ana = stage.company.people.find((person) => person.email.startsWith("ana@"));
const file = join(stage.company.folder, "deals.csv");
writeFileSync(file, ["Deal,Owner,Amount,Stage", `Boilers for Ana,${ana.name},1200,proposal`, `Pumps for Ana,${ana.name},800,proposal`].join("\r\n"));
command("import", "--db", stage.company.db, file, "--as", stage.person("elena").email);
const [deal, second] = ask("elena", "deal", "--where", 'name.endsWith(" for Ana")', "--fields", "name").rows;
const card = `/deals/${deal.id}`;
const list = `/deals?where=${encodeURIComponent(`id in [${deal.id}, ${second.id}]`)}`;

/** Elena changes fields on the form of the deal. */
async function change(page, id, fields) {
  await page.goto(`/deals/${id}/edit`);
  for (const [name, value] of Object.entries(fields)) await page.fill(`main form [name="${name}"]`, value);
  await page.click("main form button[type=submit]");
  await page.waitForURL((at) => at.pathname === `/deals/${id}`);
}

const listening = (page) => page.waitForResponse((answer) => answer.url().includes("/live?"));

async function open(page, address) {
  const stream = listening(page);
  await page.goto(address);
  await stream;
}

test("a row of an open list changes within a second, keeps its place and the focus", async () => {
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  await open(ana.page, list);
  await ana.page.keyboard.press("j");
  await ana.page.keyboard.press("j");
  const at = await ana.page.getAttribute("[data-rows] .row-at", "data-href");
  const began = Date.now();
  await change(elena.page, deal.id, { name: "Changed by Elena" });
  const saved = Date.now();
  await ana.page.waitForSelector("[data-rows] tr >> text=Changed by Elena", SOON);
  assert.ok(Date.now() - saved < 1500, `it took ${Date.now() - saved} ms after ${saved - began} ms of saving`);
  assert.equal(await ana.page.getAttribute("[data-rows] .row-at", "data-href"), at, "the row that the keys are at stays");
  assert.equal(await ana.page.locator("tr.just-changed").count(), 1, "the changed row alone is lit");
  assert.equal(await ana.page.locator("#live-bar").isVisible(), false);
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});

test("a card on a board goes to its new column by itself, and the one that is carried stays in the hand", async () => {
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  const stageOf = (id) => ana.page.evaluate((id) => document.querySelector(`#tile-${id}`)?.closest(".board-tiles")?.dataset.stage, id);
  const move = async (id, stage) => {
    await elena.page.goto(`/deals/${id}/edit`);
    await elena.page.selectOption('main form [name="stage"]', stage);
    await elena.page.click("main form button[type=submit]");
    await elena.page.waitForURL((at) => at.pathname === `/deals/${id}`);
  };
  await open(ana.page, `/deals/board?where=${encodeURIComponent(`id in [${deal.id}, ${second.id}]`)}`);
  const [first, other] = [await stageOf(deal.id), await stageOf(second.id)];
  const [next, last] = ["qualified", "proposal", "negotiation"].filter((stage) => stage !== first);
  await ana.page.focus(`#tile-${deal.id} a`);
  await move(deal.id, next);
  await ana.page.waitForFunction(([id, stage]) => document.querySelector(`#tile-${id}`)?.closest(".board-tiles")?.dataset.stage === stage, [deal.id, next], SOON);
  assert.equal(await ana.page.evaluate(() => document.activeElement?.closest(".tile")?.id), `tile-${deal.id}`, "the focus goes along");
  await ana.page.focus(`#tile-${second.id} a`);
  await ana.page.keyboard.press(" ");
  await move(deal.id, last);
  await ana.page.waitForSelector("#live-bar:not([hidden])", SOON);
  assert.equal(await stageOf(deal.id), next, "nothing moves while a card is carried");
  await ana.page.keyboard.press("Escape");
  await ana.page.click("#live-bar [data-live-show]");
  await ana.page.waitForFunction(([id, stage]) => document.querySelector(`#tile-${id}`)?.closest(".board-tiles")?.dataset.stage === stage, [deal.id, last], SOON);
  assert.equal(await stageOf(second.id), other);
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});

test("a task that somebody gives one stands on My day by itself", async () => {
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  await open(ana.page, "/day?of=me");
  await elena.page.goto(`/tasks/new?owner=${ask("elena", "deal", "--where", `id == ${deal.id}`, "--fields", "owner").rows[0].fields.owner}`);
  await elena.page.fill('main form [name="subject"]', "Given by Elena");
  await elena.page.fill('main form [name="due"]', new Date().toISOString().slice(0, 10));
  await elena.page.click("main form button[type=submit]");
  await elena.page.waitForURL(/\/tasks\/\d+$/);
  await ana.page.waitForSelector(".day li >> text=Given by Elena", SOON);
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});

test("whoever has picked rows or types in a cell is not disturbed: a bar says that there is something", async () => {
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  await open(ana.page, list);
  await ana.page.locator(".tick input").first().check();
  await change(elena.page, deal.id, { name: "Changed again" });
  await ana.page.waitForSelector("#live-bar:not([hidden])", SOON);
  assert.match(await ana.page.innerText("#live-bar"), /1/);
  assert.equal(await ana.page.locator("[data-rows] tr >> text=Changed again").count(), 0);
  assert.equal(await ana.page.locator(".tick input:checked").count(), 1, "what was picked stays picked");
  await ana.page.click("#live-bar [data-live-show]");
  await ana.page.waitForSelector("[data-rows] tr >> text=Changed again", SOON);
  assert.equal(await ana.page.locator("#live-bar").isVisible(), false);
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});

test("a card changes in place and shows who else has it open; a form says that it was changed and is left alone", async () => {
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  await open(ana.page, card);
  await open(elena.page, card);
  await ana.page.waitForSelector('#here [title^="Elena"]', SOON);
  await elena.page.waitForSelector('#here [title^="Ana"]', SOON);
  await elena.page.goto("/");
  await ana.page.waitForSelector('#here [title^="Elena"]', { ...SOON, state: "detached" });
  await change(elena.page, deal.id, { name: "A third name" });
  await ana.page.waitForSelector("h1 >> text=A third name", SOON);
  await open(ana.page, `${card}/edit`);
  await ana.page.fill('main form [name="name"]', "What Ana types");
  await change(elena.page, deal.id, { name: "A fourth name" });
  await ana.page.waitForSelector("#live-bar:not([hidden])", SOON);
  assert.match(await ana.page.innerText("#live-bar"), /Elena.* changed this meanwhile/);
  assert.equal(await ana.page.inputValue('main form [name="name"]'), "What Ana types");
  await ana.page.click("main form button[type=submit]");
  await ana.page.waitForSelector("main form >> text=/changed|cambi/i");
  assert.equal(ask("elena", "deal", "--where", `id == ${deal.id}`, "--fields", "name").rows[0].fields.name, "A fourth name");
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});

test("the bell: a followed record that changes pops up, is counted, leads to its record and is read then", async () => {
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  await ana.page.goto(`/deals/${second.id}`);
  await ana.page.keyboard.press("b");
  await ana.page.waitForSelector(".toast");
  const before = Number((await ana.page.locator(".bell-count").allInnerTexts())[0] ?? 0);
  await open(ana.page, "/");
  await change(elena.page, second.id, { name: "Told by the bell" });
  await ana.page.waitForSelector(".toast-told >> text=Told by the bell", { timeout: 4000 });
  assert.equal(Number(await ana.page.innerText(".bell-count")), before + 1);
  await ana.page.click("#bell a");
  await ana.page.click(".told-new >> text=Told by the bell");
  await ana.page.waitForURL((at) => at.pathname === `/deals/${second.id}`);
  assert.equal(Number((await ana.page.locator(".bell-count").allInnerTexts())[0] ?? 0), before);
  await ana.page.goto("/account");
  await ana.page.uncheck('#told [value="changed"]');
  await ana.page.click("#told button[type=submit]");
  await ana.page.waitForSelector(".toast");
  assert.equal(await ana.page.isChecked('#told [value="changed"]'), false);
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});

test("a hidden page listens no more, and catches up when it is looked at again", async () => {
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  await open(ana.page, list);
  const turn = (hidden) => ana.page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await turn(true);
  await change(elena.page, deal.id, { name: "While nobody looked" });
  assert.equal(await ana.page.locator("text=While nobody looked").count(), 0);
  await turn(false);
  await ana.page.waitForSelector("[data-rows] tr >> text=While nobody looked", SOON);
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});
