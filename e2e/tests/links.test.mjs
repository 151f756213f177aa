// People and their part in a deal: added, changed and taken away on the card, with the keys alone and without a script.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: null });
const enter = (options) => stage.enter("elena", options);
const ask = (...args) => stage.ask("elena", ...args);
const parts = () => ask("participant", "--fields", "part").rows.map((row) => row.fields.part);

/** A record of this kind with this name; gives its address. */
async function make(page, plural, name) {
  await page.goto(`/${plural}/new`);
  await page.fill("main [name=name]", name);
  await page.press("main [name=name]", "Enter");
  await page.waitForURL(new RegExp(`/${plural}/\\d+$`));
  return new URL(page.url()).pathname;
}

test("a person gets a part in a deal by the keys alone, and both cards tell it", async () => {
  const { page, context, faults } = await enter();
  const contact = await make(page, "contacts", "Clara Rubio");
  await make(page, "contacts", "Javier Serrano");
  const deal = await make(page, "deals", "Fleet of vans");
  const add = page.locator(".chip-link", { hasText: "People" });
  await add.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/participants\/new/);
  assert.equal(await page.locator("main h1").innerText(), "New person in the deal");
  await page.locator("main [name='contact.title']").focus();
  await page.keyboard.type("clara");
  await page.waitForSelector("candor-lookup [role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Decides");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Wants it before summer");
  await page.keyboard.press("Enter");
  await page.waitForURL((at) => at.pathname === deal);
  const list = page.locator("main section, main .card").filter({ has: page.locator("form.link-add") }).first();
  assert.match(await list.innerText(), /Clara Rubio[\s\S]*Decides/);

  await page.goto(contact);
  const other = page.locator("main .card", { hasText: "Part in deals" });
  assert.match(await other.innerText(), /Fleet of vans[\s\S]*Decides/);
  await other.locator("a.record-link").first().click();
  await page.waitForURL((at) => at.pathname === deal);
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a script a part is added, changed and taken away; the same person is not added twice", async () => {
  const { page, context } = await enter({ javaScriptEnabled: false });
  const deal = ask("deal", "--fields", "name").rows[0].id;
  await page.goto(`/deals/${deal}`);
  const form = page.locator("form.link-add");
  await form.locator("[name='contact.title']").fill("Javier Serrano");
  await form.locator("[name=part]").selectOption("opponent");
  await form.locator("button").click();
  await page.waitForURL(new RegExp(`/deals/${deal}$`));
  assert.deepEqual(parts().sort(), ["decision_maker", "opponent"]);

  await form.locator("[name='contact.title']").fill("Javier Serrano");
  await form.locator("button").click();
  assert.match(await page.locator("main").innerText(), /linked already/);
  await page.locator("main .form-actions a").click();
  await page.waitForURL(new RegExp(`/deals/${deal}$`));

  await page.locator(".link-tools a[aria-label='Change: Javier Serrano']").click();
  await page.locator("main [name=part]").selectOption("champion");
  await page.locator("main .form-actions button[type=submit]").click();
  await page.waitForURL(new RegExp(`/deals/${deal}$`));
  assert.deepEqual(parts().sort(), ["champion", "decision_maker"]);

  await page.locator(".link-tools button[aria-label='Take away: Javier Serrano']").click();
  await page.waitForURL(new RegExp(`/deals/${deal}$`));
  assert.deepEqual(parts(), ["decision_maker"]);
  assert.match(await page.locator(".toast").first().innerText(), /Javier Serrano/);
  await context.close();
});

test("what hangs on a record is changed in its cells, with the keys and with the pointer", async () => {
  const { page, context, faults } = await enter();
  await make(page, "companies", "Viveros Lozano");
  const company = new URL(page.url()).pathname;
  await page.goto(`/deals/new?company=${company.split("/").pop()}`);
  await page.fill("main [name=name]", "Greenhouse");
  await page.fill("main [name=amount]", "100");
  await page.press("main [name=name]", "Enter");
  await page.waitForURL(/\/deals\/\d+$/);
  await page.goto(company);
  const row = page.locator("[data-rows] tr", { hasText: "Greenhouse" });
  await row.waitFor();
  const amount = () => ask("deal", "--where", 'name == "Greenhouse"', "--fields", "amount").rows[0].fields.amount;
  const column = await row.locator("xpath=ancestor::table").evaluate((table) => [...table.tHead.rows[0].cells].findIndex((head) => head.dataset.field === "amount"));
  assert.ok(column > 0, "the amount can be changed here");
  const isAtRow = () => row.evaluate((at) => at.classList.contains("row-at"));
  for (let pressed = 0; pressed < 30 && !(await isAtRow()); pressed += 1) await page.keyboard.press("j");
  for (let pressed = 0; pressed <= column; pressed += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F2");
  await page.waitForFunction(() => document.activeElement?.closest(".cell-form"));
  await page.fill(".cell-form [name=amount]", "2500");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector(".cell-form"));
  assert.match(await row.innerText(), /2,500/);
  assert.equal(await row.locator(".tick").count(), 0, "nothing to pick stands on a card");
  assert.match(JSON.stringify(amount()), /2500/);
  await row.locator("td").first().hover();
  await row.locator(".cell-pencil").click();
  await page.waitForFunction(() => document.activeElement?.closest(".cell-form"));
  await page.fill(".cell-form [name=name]", "Two greenhouses");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.closest("td")?.innerText.includes("Two greenhouses"));
  assert.deepEqual(faults, []);
  await context.close();
});
