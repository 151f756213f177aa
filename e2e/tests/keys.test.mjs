// Keys alone: the palette and its help, keys on a Cyrillic layout, focus after every swap of a list, a tile moved on the board.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter } = stage;

/** Presses the key at this place of the keyboard while the layout writes `written` with it. */
async function pressAs(page, code, written, { shift = false } = {}) {
  const session = await page.context().newCDPSession(page);
  const key = { code, key: written, text: written, modifiers: shift ? 8 : 0 };
  await session.send("Input.dispatchKeyEvent", { type: "keyDown", ...key });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  await session.detach();
}

const focused = (page) =>
  page.evaluate(() => {
    const on = document.activeElement;
    return { tag: on?.tagName, id: on?.id, name: on?.getAttribute("name"), key: on?.getAttribute("data-key"), text: on?.textContent?.trim(), list: !!on?.closest("#list") };
  });

/** Does this and waits until the list was swapped. */
async function swapped(page, does) {
  await page.evaluate(() => {
    document.querySelector("#list").dataset.old = "yes";
    window.swapped = new Promise((done) => document.addEventListener("htmx:after:swap", () => setTimeout(done), { once: true }));
  });
  await does();
  await page.waitForSelector("#list:not([data-old])");
  await page.evaluate(() => window.swapped);
}

const marked = (page) => page.locator("#palette [role=option].row-at");

test("the palette finds actions, pages and records with faults and on the wrong layout, and gives the focus back", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/companies");
  await page.click("tbody tr:first-child a.record-link");
  await page.waitForURL(/\/companies\/\d+$/);
  const opened = (await page.innerText("main h1")).trim();
  await page.goto("/deals");
  await page.keyboard.press("s");
  assert.equal((await focused(page)).id, "list-search");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette[open]");
  await page.waitForSelector(`#palette [role=group][aria-label="Recent"] >> text=${opened}`);
  const input = page.locator("#palette input");
  assert.equal(await input.getAttribute("role"), "combobox");
  assert.equal(await input.getAttribute("aria-activedescendant"), await marked(page).getAttribute("id"));
  await page.keyboard.press("End");
  const last = await page.locator("#palette [role=option]:visible").last().getAttribute("id");
  assert.equal(await input.getAttribute("aria-activedescendant"), last);
  await page.keyboard.press("ArrowDown");
  assert.equal(await marked(page).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Home");
  assert.equal(await input.getAttribute("aria-activedescendant"), "palette-option-0");
  await page.keyboard.press("Escape");
  assert.equal((await focused(page)).id, "list-search", "the focus is where it was");

  for (const [typed, found] of [["new dael", "New deal"], ["еуьу", "Theme: Dark"], ["nwco", "New company"], ["figurse", "Figures"]]) {
    await page.keyboard.press("Control+k");
    await page.waitForSelector("#palette[open]");
    await page.keyboard.type(typed);
    await page.waitForSelector(`#palette [role=option]:visible >> text=${found}`, { timeout: 5000 });
    await page.keyboard.press("Escape");
  }

  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette[open]");
  await page.keyboard.type("consircio");
  await page.waitForSelector("#palette-records .palette-said");
  assert.match(await page.innerText("#palette-records"), /Nothing is called exactly that[^]*Consorcio/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/companies\/\d+$/);

  // Enter before the answer has come waits for the answer to the whole text.
  await page.goto("/deals");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("сщтыщксшщ");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/\w+\/\d+$/);
  assert.match(await page.innerText("main h1"), /Consorcio/);
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette[open]");
  await page.keyboard.type("zyxwvutsr");
  await page.waitForSelector("#palette [data-none]:not([hidden])");
  await page.keyboard.press("Escape");
  assert.deepEqual(faults, []);
  await context.close();
});

test("an action is taken from the palette, and the help tells the keys of the page", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals/board");
  await page.locator(".tile a.tile-title").first().click();
  await page.waitForURL(/\/deals\/\d+$/);
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette[open]");
  await page.keyboard.type("meeting");
  assert.match(await marked(page).innerText(), /Meeting/);
  await page.keyboard.press("Enter");
  assert.equal((await focused(page)).name, "text", "the composer is ready");
  assert.equal(await page.locator("input[name=kind]:checked").getAttribute("value"), "meeting");

  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("?");
  await page.waitForSelector("#keys-help[open]");
  const here = await page.innerText("#keys-help [data-keys=here]");
  for (const [key, name] of [["e", "Edit"], ["c", "Call"], ["h", "Hand over"], ["p", "Stage"]]) assert.match(here, new RegExp(`(^|\\n)${key}\\s+${name}`), here);
  assert.match(await page.innerText("#keys-help [data-keys=go]"), /g t\s+Truth/);
  await page.keyboard.press("Escape");
  assert.equal(await page.getAttribute("a[data-key=e]", "aria-keyshortcuts"), "e");
  assert.match(await page.getAttribute("a[data-key=e]", "title"), /Edit \(e\)/);
  for (const [key, kind] of [["o", "note"], ["c", "call"], ["m", "meeting"], ["l", "mail"], ["t", "task"]]) {
    await page.keyboard.press(key);
    assert.equal(await page.locator("input[name=kind]:checked").getAttribute("value"), kind);
    assert.equal((await focused(page)).name, "text");
    await page.keyboard.press(key);
    assert.equal(await page.inputValue("textarea[name=text]"), key, "a letter in a text is a letter");
    await page.fill("textarea[name=text]", "");
    await page.evaluate(() => document.activeElement.blur());
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("keys are found by their place on a Cyrillic layout", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/companies");
  await pressAs(page, "KeyJ", "о");
  await page.waitForSelector("tr.row-at");
  await pressAs(page, "KeyN", "т");
  await page.waitForURL(/\/companies\/new/);
  await page.goto("/companies");
  await pressAs(page, "Slash", ".");
  assert.equal((await focused(page)).name, "q");
  await page.evaluate(() => document.activeElement.blur());
  await pressAs(page, "Slash", ",", { shift: true });
  await page.waitForSelector("#keys-help[open]");
  await page.keyboard.press("Escape");
  await pressAs(page, "KeyG", "п");
  await pressAs(page, "KeyT", "е");
  await page.waitForURL(/\/truth$/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("focus is never lost when a list is swapped", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/companies");
  // Search: the same field, and the cursor in it.
  await page.keyboard.press("s");
  await page.keyboard.type("s");
  await swapped(page, () => page.keyboard.press("Enter"));
  assert.equal((await focused(page)).id, "list-search");
  await page.goto("/companies");
  // The head of a column that sorts, by Tab and Enter, twice: its address differs each time.
  await page.locator("thead th a").nth(1).focus();
  const column = (await focused(page)).text;
  for (let time = 0; time < 2; time++) {
    await swapped(page, () => page.keyboard.press("Enter"));
    const on = await focused(page);
    assert.deepEqual([on.tag, on.text], ["A", column]);
  }
  // A condition from the menu: its comparison is where one goes on.
  await page.keyboard.press("f");
  assert.equal(await page.evaluate(() => document.activeElement.matches("details[open] .menu-panel :is(a, button)")), true);
  await swapped(page, () => page.keyboard.press("Enter"));
  assert.equal((await focused(page)).name, "op");
  await page.keyboard.press("End");
  await page.locator("form.filters button[type=submit]").focus();
  await swapped(page, () => page.keyboard.press("Enter"));
  assert.ok((await focused(page)).list, JSON.stringify(await focused(page)));
  // The condition is taken away: what holds the focus is gone, the list has it.
  await page.locator(".list-bar a.chip-link[aria-current]").last().focus();
  await swapped(page, () => page.keyboard.press("Enter"));
  assert.ok((await focused(page)).list || (await focused(page)).id === "list", JSON.stringify(await focused(page)));
  // Pages: on with `m`, back with `b`.
  await page.goto("/activities");
  await swapped(page, () => page.keyboard.press("m"));
  assert.ok((await focused(page)).list);
  await swapped(page, () => page.keyboard.press("b"));
  assert.ok((await focused(page)).list || (await focused(page)).id === "list");
  // Rows closer together, twice.
  for (let time = 0; time < 2; time++) {
    await swapped(page, () => page.keyboard.press("d"));
    assert.equal((await focused(page)).key, "d");
  }
  // Segments stay in hand.
  await page.goto("/deals");
  await page.locator("nav.chips a").nth(1).focus();
  const segment = (await focused(page)).text;
  await swapped(page, () => page.keyboard.press("Enter"));
  assert.equal((await focused(page)).text, segment);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a tile is moved on the board by keys, and stays in hand", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals/board");
  await page.keyboard.press("j");
  const href = await page.locator(".tile.row-at").getAttribute("data-href");
  await page.keyboard.press("v");
  assert.equal((await focused(page)).name, "stage");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/stage")), page.keyboard.press("Enter")]);
  await page.waitForSelector(`.tile.row-at[data-href="${href}"]`);
  await page.waitForFunction((href) => document.activeElement?.closest(".tile")?.dataset.href === href, href);
  const [deal] = stage.ask("elena", "deal", "--where", `id == ${href.match(/\d+$/)[0]}`, "--fields", "stage").rows;
  assert.notEqual(deal.fields.stage, "first_contact");
  assert.deepEqual(faults, []);
  await context.close();
});

test("no two things of a page have one key, and each has a name", async () => {
  const { page, context } = await enter("elena");
  await page.goto("/deals");
  const card = await page.getAttribute("tbody tr", "data-href");
  for (const path of ["/", "/truth", "/import", "/deals", "/deals?where=amount > 5&sort=-amount", "/deals/board", "/deals/funnel", "/deals/figures", "/deals/new", card, `${card}/edit`]) {
    await page.goto(path);
    const keys = await page.$$eval("[data-key]", (all) => all.map((one) => [one.dataset.key, one.title || one.closest("label")?.title || ""]));
    assert.equal(new Set(keys.map(([key]) => key)).size, keys.length, `${path}: ${keys}`);
    for (const [key, title] of keys) assert.match(title, new RegExp(`\\S.* \\(${key}\\)$`), `${path}: ${key}`);
  }
  await context.close();
});
