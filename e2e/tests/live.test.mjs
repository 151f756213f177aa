// Two people at once: what one changes comes into the other's open list or card by itself, and never into what the other is typing.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter, server } = stage;

/** An open deal of Pedro's, as the command line tells it. */
const deals = stage.ask("pedro", "deal", "--where", 'owner == me && stage.outcome == "open"', "--fields", "name").rows;

/** Goes there, and waits until the page listens. */
async function open(page, address) {
  await Promise.all([page.waitForResponse((answer) => new URL(answer.url()).pathname === "/live" && answer.status() === 200), page.goto(address)]);
}

/** Changes a field of a deal through its form. */
async function change(page, id, field, value) {
  await page.goto(`/deals/${id}/edit`);
  await page.fill(`main [name=${field}]`, value);
  await page.click("main .form-actions button[type=submit]");
  await page.waitForURL(`**/deals/${id}`);
}

const row = (page, id) => page.locator(`[data-rows] tr[data-href="/deals/${id}"]`);
const note = (page) => page.locator(".live-note");

test("a list shows another's change by itself and keeps focus, row and place", async () => {
  const [pedro, elena] = [await enter("pedro"), await enter("elena")];
  const id = deals[0].id;
  await open(pedro.page, "/deals?segment=open");
  await pedro.page.keyboard.press("j");
  const at = await pedro.page.getAttribute(".row-at", "data-href");
  await change(elena.page, id, "name", "Renamed by Elena");
  await row(pedro.page, id).getByText("Renamed by Elena").waitFor({ timeout: 3000 });
  await pedro.page.locator(`tr.just-changed[data-href="/deals/${id}"]`).waitFor();
  assert.equal(await pedro.page.locator("tr.just-changed").count(), 1, "the row that was changed, and no other");
  assert.equal(await pedro.page.getAttribute(".row-at", "data-href"), at);
  assert.equal(await pedro.page.evaluate(() => document.activeElement.closest("tr")?.dataset.href), at, "the focus stays in its row");
  // Handed over, it leaves the list.
  await elena.page.goto(`/deals/${id}/transfer`);
  await elena.page.fill("main [name='to.title']", "Nerea Agirre");
  await elena.page.click("main form button[type=submit]");
  await row(pedro.page, id).waitFor({ state: "detached", timeout: 5000 });
  assert.deepEqual([...pedro.faults, ...elena.faults], []);
  await Promise.all([pedro.context.close(), elena.context.close()]);
});

test("whoever has picked rows or edits a cell is told and loses nothing", async () => {
  const [pedro, elena] = [await enter("pedro"), await enter("elena")];
  const [, first, second] = deals;
  await open(pedro.page, "/deals?segment=open&columns=name,amount");
  await row(pedro.page, second.id).locator(".tick input").check();
  await change(elena.page, first.id, "name", "While rows are picked");
  await note(pedro.page).waitFor({ timeout: 3000 });
  assert.equal(await row(pedro.page, second.id).locator(".tick input").isChecked(), true);
  assert.equal(await row(pedro.page, first.id).getByText("While rows are picked").count(), 0);
  await note(pedro.page).getByRole("button").click();
  await row(pedro.page, first.id).getByText("While rows are picked").waitFor();
  assert.equal(await note(pedro.page).count(), 0);

  await row(pedro.page, second.id).locator("td").nth(1).hover();
  await row(pedro.page, second.id).locator(".cell-pencil").click();
  const input = pedro.page.locator(".cell-form [name=amount]");
  await input.fill("4321.50");
  await change(elena.page, first.id, "name", "While a cell is open");
  await note(pedro.page).waitFor({ timeout: 3000 });
  assert.equal(await input.inputValue(), "4321.50");
  await input.press("Enter");
  await row(pedro.page, second.id).getByText("4,321.50").waitFor();
  assert.deepEqual([...pedro.faults, ...elena.faults], []);
  await Promise.all([pedro.context.close(), elena.context.close()]);
});

test("a card follows, a form says so, and a note that is being written stays", async () => {
  const [pedro, elena] = [await enter("pedro"), await enter("elena")];
  const id = deals[1].id;
  await open(pedro.page, `/deals/${id}`);
  await change(elena.page, id, "name", "The card follows");
  await pedro.page.locator("main h1", { hasText: "The card follows" }).waitFor({ timeout: 3000 });
  const words = pedro.page.locator("main form textarea").first();
  await words.fill("Half a sentence");
  await change(elena.page, id, "name", "Not over what is typed");
  await note(pedro.page).waitFor({ timeout: 3000 });
  assert.equal(await words.inputValue(), "Half a sentence");
  await open(pedro.page, `/deals/${id}/edit`);
  await pedro.page.fill("main [name=amount]", "4711");
  await change(elena.page, id, "name", "Changed under the form");
  await note(pedro.page).getByText("changed meanwhile").waitFor({ timeout: 3000 });
  assert.equal(await pedro.page.inputValue("main [name=amount]"), "4711");
  assert.deepEqual([...pedro.faults, ...elena.faults], []);
  await Promise.all([pedro.context.close(), elena.context.close()]);
});

test("a tab that nobody sees hears nothing and catches up when it is seen", async () => {
  const [pedro, elena] = [await enter("pedro"), await enter("elena")];
  const id = deals[2].id;
  await open(pedro.page, "/deals?segment=open");
  const see = (hidden) =>
    pedro.page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await see(true);
  await change(elena.page, id, "name", "While nobody looked");
  assert.equal(await row(pedro.page, id).getByText("While nobody looked").count(), 0);
  await see(false);
  await row(pedro.page, id).getByText("While nobody looked").waitFor({ timeout: 3000 });
  assert.deepEqual([...pedro.faults, ...elena.faults], []);
  await Promise.all([pedro.context.close(), elena.context.close()]);
});

test("at 360 px what is said stands within the page in three languages", async () => {
  const elena = await enter("elena");
  for (const language of ["en", "es", "ru"]) {
    const { page, context } = await enter("pedro", { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    await context.addCookies([{ name: "candor_language", value: language, url: server.url }]);
    const id = deals[1].id;
    await open(page, `/deals/${id}/edit`);
    await change(elena.page, id, "name", `For ${language}`);
    await note(page).waitFor({ timeout: 3000 });
    const box = await note(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360, `${language}: ${JSON.stringify(box)}`);
    await context.close();
  }
  await elena.context.close();
});
