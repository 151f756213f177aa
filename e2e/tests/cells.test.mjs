// A list shaped and kept under a name, and its cells changed in place, with the keyboard alone.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter } = stage;
const ask = (id, fields) => stage.ask("elena", "deal", "--where", `id == ${id}`, "--fields", fields).rows[0];

const rowAt = async (page) => (await page.getAttribute(".row-at", "data-href")).split("/").pop();
const head = (page) => page.evaluate(() => {
  const cell = document.activeElement;
  return cell instanceof HTMLTableCellElement ? cell.closest("table").tHead.rows[0].cells[cell.cellIndex].dataset.field ?? "" : "no cell";
});
const opened = async (page) => {
  await page.waitForSelector(".cell-form :focus");
  return page.inputValue(".cell-form [name=edit]");
};
const closed = (page) => page.waitForSelector(".cell-form", { state: "detached" });

test("an amount is typed into its cell, a wrong one is told there, Tab goes on, Esc leaves all as it was", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?segment=open&columns=name,amount,expected_close,owner");
  for (const key of ["j", "j", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  assert.equal(await head(page), "amount");
  const id = await rowAt(page);
  await page.keyboard.press("Enter");
  assert.equal(await opened(page), "amount");
  await page.keyboard.type("a lot");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".cell-form .fault");
  assert.equal(await page.inputValue(".cell-form [name=amount]"), "a lot", "what was typed stays");
  await page.fill(".cell-form [name=amount]", "4321.50");
  await page.keyboard.press("Enter");
  await closed(page);
  assert.equal(await head(page), "amount", "the focus is where it was");
  assert.equal(await rowAt(page), id);
  assert.match(await page.innerText(".row-at"), /4,321\.50/);
  assert.match(JSON.stringify(ask(id, "amount")), /4321\.50?/);

  // Past the currency, which is part of the cell, Tab saves and opens the next.
  await page.keyboard.press("F2");
  await opened(page);
  await page.fill(".cell-form [name=amount]", "77");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector(".cell-form [name=edit]")?.value === "expected_close");
  assert.equal(await opened(page), "expected_close");
  assert.match(await page.innerText(".row-at"), /77\.00/);
  const before = ask(id, "expected_close").fields.expected_close;
  await page.fill(".cell-form [name=expected_close]", "2031-01-01");
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(ask(id, "expected_close").fields.expected_close, before);
  assert.equal(await head(page), "expected_close");
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await rowAt(page), id, "arrows go on to the next record");
  assert.deepEqual(faults, []);
  await context.close();
});

test("with the pointer: a pencil opens a cell, another one saves the first and opens its own", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?segment=open&columns=name,amount,expected_close");
  const rows = page.locator("tbody tr[data-href]");
  const id = (await rows.nth(0).getAttribute("data-href")).split("/").pop();
  await rows.nth(0).locator("td").nth(1).hover();
  await page.click(".cell-pencil");
  await opened(page);
  await page.fill(".cell-form [name=amount]", "55");
  await rows.nth(1).locator("td").nth(1).hover();
  await page.click(".cell-pencil");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr[data-href]")[1].querySelector(".cell-form"));
  assert.match(await rows.nth(0).innerText(), /55\.00/, "the first is saved");
  assert.equal(JSON.stringify(ask(id, "amount")).includes("55"), true);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a list is grouped, ordered and kept with the keyboard alone, and opens so the next time", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?view=all");
  const menu = async (word) => {
    await page.focus(`summary:has-text("${word}")`);
    await page.keyboard.press("Enter");
  };
  await menu("Group");
  await page.focus('details[open] a:text-is("Stage")');
  await page.keyboard.press("Enter");
  await page.waitForSelector(".group-row");
  await menu("Order");
  await page.selectOption(".order-form select[name=by] >> nth=0", "amount");
  await page.selectOption(".order-form select[name=way] >> nth=0", "down");
  await page.focus(".order-form button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=.*amount/);
  await menu("Save view");
  await page.focus("#view-name");
  await page.keyboard.type("By stage");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.chip-link[aria-current]:has-text("By stage")');
  await menu("Save view");
  await page.focus("button[value=opens]");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.side-link:has-text("By stage")');
  await page.goto("/deals");
  const first = await page.locator("tbody tr").first();
  assert.equal(await first.getAttribute("class"), "group-row");
  assert.match(await first.innerText(), /Sum/);
  await page.goto("/companies");
  await page.click('.side-link:has-text("By stage")');
  await page.waitForURL(/\/deals\?.*group=stage/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("columns change their places and carry what stands below them", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?view=all");
  await page.click('summary:has-text("Columns")');
  await page.selectOption('select[name="foot.amount"]', "max");
  await page.focus('[data-order]:has(input[value=amount]) [data-move="-1"]');
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.click(".columns-form button[type=submit]");
  await page.waitForURL(/columns=name%2Camount/);
  assert.deepEqual((await page.locator("thead th").allInnerTexts()).slice(0, 3).map((word) => word.trim()), ["Name", "Amount", "Company"]);
  assert.match(await page.innerText("tfoot"), /Greatest/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the card stands beside the list: Space opens it, j brings the next, a note is written there, Esc leads back", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?segment=open");
  await page.keyboard.press("j");
  await page.keyboard.press(" ");
  const title = async () => {
    const href = await page.getAttribute(".row-at", "data-href");
    await page.waitForFunction((href) => document.querySelector("#peek-body form")?.action.includes(href), href);
    return page.innerText("#peek-body h1");
  };
  const first = await title();
  await page.keyboard.press("j");
  assert.notEqual(await title(), first);
  const id = await rowAt(page);
  await page.keyboard.press(" ");
  assert.equal(await page.evaluate(() => document.activeElement.id), "peek-body");
  // The row comes late: whoever is back in it by then stays in it.
  await page.route(/\/row\?/, async (route) => {
    await new Promise((go) => setTimeout(go, 600));
    await route.continue();
  });
  const drawn = page.waitForResponse(/\/row\?/);
  await page.fill("#peek-body [name=text]", "Wants a new offer by Friday");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector('#peek-body .story:has-text("Wants a new offer by Friday")');
  assert.match(page.url(), /\/deals\?segment=open/, "still the list");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#peek", { state: "hidden" });
  await drawn;
  await page.waitForFunction(() => !document.querySelector("tr.htmx-request"));
  assert.equal(await page.evaluate(() => document.activeElement.closest("tr")?.dataset.href), `/deals/${id}`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the figures under the columns and of the groups are true again once a cell is saved", async () => {
  const { page, context, faults } = await enter("elena");
  const figure = async (cell) => Number((await page.locator(`${cell} .number`).first().innerText()).replace(/[^\d.]/g, ""));
  const fill = async (amount) => {
    await page.keyboard.press("F2");
    await opened(page);
    await page.fill(".cell-form [name=amount]", String(amount));
    await page.keyboard.press("Enter");
    await closed(page);
  };
  for (const [group, cells] of [["", ["tfoot"]], ["&group=stage", ["tfoot", ".group-row"]]]) {
    await page.goto(`/deals?segment=open&columns=name,amount,stage&sort=name${group}`);
    for (const key of ["j", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    const id = await rowAt(page);
    await fill(100);
    await page.waitForFunction(() => !document.querySelector("#list .htmx-request"));
    await page.reload();
    const before = await Promise.all(cells.map(figure));
    for (const key of ["j", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    assert.equal(await rowAt(page), id);
    await page.keyboard.press("x");
    await fill(1100);
    for (const [at, cell] of cells.entries()) {
      await page.waitForFunction(
        ([place, wanted]) => Number(document.querySelector(`${place} .number`).innerText.replace(/[^\d.]/g, "")) === wanted,
        [cell, before[at] + 1000],
      );
    }
    await page.waitForFunction(() => !document.querySelector("#list .htmx-request"));
    assert.equal(await rowAt(page), id, "the row is the same");
    assert.equal(await head(page), "amount", "and so is the cell");
    assert.deepEqual(await page.locator(".tick input:checked").evaluateAll((ticks) => ticks.map((tick) => tick.value)), [id], "and what is picked");
    assert.match(await page.innerText(".several-count"), /1/);
  }
  const group = () => page.evaluate(() => {
    let row = document.querySelector(".row-at");
    while (row && !row.matches(".group-row")) row = row.previousElementSibling;
    return row?.querySelector(".group-name")?.firstChild.textContent.trim();
  });
  const [before, id] = [await group(), await rowAt(page)];
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F2");
  await opened(page);
  await page.selectOption(".cell-form [name=stage]", "negotiation");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("#list .cell-form, #list .htmx-request"));
  await page.waitForTimeout(100);
  assert.notEqual(await group(), before, "the row went to the group of its new stage");
  assert.equal(await rowAt(page), id);
  assert.equal(await head(page), "stage");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a column is made wider by its edge and narrower by the form, stays so, and a row that is drawn anew has it too", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals?segment=open&columns=name,amount,stage");
  const width = () => page.evaluate(() => Math.round(document.querySelector("th[data-column=name]").getBoundingClientRect().width));
  const box = await page.locator("th[data-column=name]").boundingBox();
  await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 430, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  await page.waitForURL(/widths=name%3Axl/);
  assert.equal(await width(), 440);
  assert.doesNotMatch(page.url(), /sort=/, "the drag did not sort");
  await page.reload();
  assert.equal(await width(), 440);
  for (const key of ["j", "ArrowRight", "ArrowRight", "F2"]) await page.keyboard.press(key);
  await opened(page);
  assert.equal(await width(), 440);
  await page.fill(".cell-form [name=amount]", "777");
  await page.keyboard.press("Enter");
  await closed(page);
  assert.match(await page.getAttribute("[data-rows] .row-at td", "class"), /col-xl/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.locator("select[name='widths.name']").focus();
  await page.keyboard.press("Home");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  assert.equal(await page.inputValue("select[name='widths.name']"), "m");
  await page.locator(".columns-form button[type=submit]").click();
  await page.waitForURL(/widths=name%3Am/);
  assert.equal(await width(), 200);

  // The columns of the object stay its own: as many as there is room for.
  await page.goto("/deals?view=all");
  const edge = await page.locator("th[data-column=name]").boundingBox();
  await page.mouse.move(edge.x + edge.width - 3, edge.y + 8);
  await page.mouse.down();
  await page.mouse.move(edge.x + 130, edge.y + 8, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/widths=name%3As/);
  assert.doesNotMatch(page.url(), /columns=/);
  assert.deepEqual(faults, []);
  await context.close();
});
