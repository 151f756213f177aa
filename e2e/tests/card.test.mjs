// The card: comments with people called by name, what is new since the last visit, the story narrowed and paged, the next step, paper.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter, ask } = stage;

/** A deal with a long story. */
const deal = () => ask("elena", "deal", "--where", 'stage.outcome == "open"', "--fields", "name", "--limit", "1").rows[0];

test("a comment calls a person, is read by others, changed, taken back and found", async () => {
  const { page, context, faults } = await enter("elena");
  const { id } = deal();
  await page.goto(`/deals/${id}`);
  const colleague = ask("elena", "user", "--where", `name == "Elena Vidal"`, "--limit", "1").rows[0];
  await page.keyboard.press("r");
  await page.keyboard.type(`Quillwork for @${colleague.title.slice(0, 3)}`);
  await page.locator(".comments [role=option]", { hasText: colleague.title }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("please");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/#comment-\d+$/);
  assert.equal(await page.locator(".comment .mention").textContent(), `@${colleague.title}`);
  await page.locator(".comment-tools a").first().click();
  await page.fill("textarea[name=text]", "Pennywork instead");
  await page.locator(".comment-form > button[type=submit]").click();
  await page.waitForURL(/#comment-\d+$/);
  assert.match(await page.locator(".comment-text").first().textContent(), /Pennywork/);
  assert.equal(await page.locator(".comment details").count(), 1, "what it said before is there");
  await page.goto("/search?q=pennywork");
  assert.equal(await page.locator(`.card-list a[href^="/deals/${id}"]`).count(), 1);
  await page.goto(`/deals/${id}`);
  await page.locator(".comment-tools a").nth(1).click();
  await page.locator("main form button[type=submit]").click();
  await page.waitForSelector(".toast");
  await page.goto("/search?q=pennywork");
  assert.equal(await page.locator(`.card-list a[href^="/deals/${id}"]`).count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("without a script one comments, narrows the story and pages through it; a stage asks on a page", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  const { id } = deal();
  await page.goto(`/deals/${id}`);
  await page.fill(".comment-form textarea", "Plain words");
  await page.locator(".comment-form > button[type=submit]").click();
  assert.match(await page.locator(".comments").textContent(), /Plain words/);
  const company = ask("elena", "company", "--where", "size != null", "--limit", "1").rows[0] ?? ask("elena", "company", "--limit", "1").rows[0];
  await page.goto(`/companies/${company.id}`);
  await page.locator("#story .chips a", { hasText: "Calls" }).click();
  assert.match(page.url(), /story=call/);
  const marks = await page.locator(".timeline > li").allTextContents();
  assert.ok(marks.every((line) => line.includes("Call")), marks.join(" | "));
  await page.goto(`/deals/${id}`);
  await page.locator("form[action$='/stage'] button[value=lost]").click();
  assert.equal(await page.locator(".gate-form select[name=lost_reason]").count(), 1);
  await context.close();
});

test("the stage buttons of a card ask in a dialog and say what was done", async () => {
  const { page, context, faults } = await enter("elena");
  const { id } = deal();
  await page.goto(`/deals/${id}`);
  await page.locator("form[action$='/stage'] button[value=lost]").click();
  const form = page.locator("dialog.gate[open]");
  await form.locator("select[name=lost_reason]").selectOption("price");
  await form.locator("button[type=submit]").click();
  await page.waitForSelector(".toast a");
  await page.waitForSelector(".step-now.step-lost");
  const [row] = ask("elena", "deal", "--where", `id == ${id}`, "--fields", "stage,lost_reason").rows;
  assert.deepEqual(row.fields, { stage: "lost", lost_reason: "price" });
  assert.deepEqual(faults, []);
  await context.close();
});

test("the head says the next step, and printed the page is paper", async () => {
  const { page, context } = await enter("elena", { colorScheme: "dark" });
  await page.goto("/deals/new");
  await page.fill("main [name=name]", "Stepless deal");
  await page.press("main [name=name]", "Enter");
  await page.waitForURL(/\/deals\/\d+$/);
  const card = page.url();
  await page.locator(".next-none a").click();
  await page.fill("main [name=subject]", "Ring them");
  await page.press("main [name=subject]", "Enter");
  await page.waitForURL(/\/tasks\/\d+$/);
  await page.goto(card);
  assert.match(await page.locator(".next-step").textContent(), /Ring them/);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const path of [card, "/deals", "/companies"]) {
    await page.goto(path);
    const paper = await page.evaluate(() => {
      const seen = (selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility());
      const clipped = [...document.querySelectorAll("main table")].some((table) => table.scrollWidth > table.parentElement.clientWidth + 1);
      const style = getComputedStyle(document.body);
      return { frame: seen(".side, .top, .btn, .composer, .comment-form, .list-bar"), clipped, ground: style.backgroundColor, ink: style.color };
    });
    assert.deepEqual(paper, { frame: false, clipped: false, ground: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)" }, path);
  }
  await context.close();
});

test("an open card shows a comment within a second, and whoever is named has it on the bell", async () => {
  const [row] = ask("elena", "deal", "--where", 'stage.outcome == "open" && owner.name.startsWith("Ana")', "--fields", "name", "--limit", "1").rows;
  const [ana, elena] = [await enter("ana"), await enter("elena")];
  const card = `/deals/${row.id}`;
  const stream = ana.page.waitForResponse((answer) => answer.url().includes("/live?"));
  await ana.page.goto(card);
  await stream;
  const name = ask("elena", "user", "--where", 'name.startsWith("Ana")', "--limit", "1").rows[0].title;
  await elena.page.goto(card);
  await elena.page.fill(".comment-form textarea", `Inkwell for @${name}`);
  await elena.page.locator(".comment-form > button[type=submit]").click();
  await ana.page.waitForSelector(".comment.just-changed >> text=Inkwell", { timeout: 2500 });
  await ana.page.waitForSelector("#bell .bell-count", { timeout: 5000 });
  await ana.page.goto("/notifications");
  assert.match(await ana.page.locator(".told-line").first().innerText(), /You are mentioned · Elena/);
  await ana.page.locator(".told-line a").first().click();
  await ana.page.waitForURL(new RegExp(`${card}#comments$`));

  await ana.page.fill(".comment-form textarea", "Half a thou");
  await elena.page.fill(".comment-form textarea", "Nibs too");
  await elena.page.locator(".comment-form > button[type=submit]").click();
  await ana.page.waitForSelector("#live-bar:not([hidden])", { timeout: 2500 });
  assert.equal(await ana.page.locator(".comment-form textarea").inputValue(), "Half a thou", "what is being written stays");
  assert.equal(await ana.page.locator(".comment >> text=Nibs too").count(), 0);
  await ana.page.fill(".comment-form textarea", "");
  await ana.page.click("#live-bar [data-live-show]");
  await ana.page.waitForSelector(".comment >> text=Nibs too", { timeout: 2500 });
  assert.deepEqual([...ana.faults, ...elena.faults], []);
  await ana.context.close();
  await elena.context.close();
});
