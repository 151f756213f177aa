// A list as a file: the owner narrows it, takes it out and finds it in the evidence; a seller sees no way to.
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { house, program } from "../stage.mjs";

const { enter, ask } = await house({ demo: "short" });

/** The rows of a spreadsheet as the import reads them: texts under their columns. */
function rowsOf(file, name) {
  const book = JSON.parse(execFileSync(program, ["read-file", file, name], { encoding: "utf8", maxBuffer: 64 << 20 }));
  return book.sheets[0].rows.map((row) => Object.fromEntries(row.cells.map((cell) => [cell.column, cell.value.v])));
}

test("the owner takes out the deals of a list as a spreadsheet, and the evidence tells it", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto('/deals?where=stage == "won"&sort=-amount&columns=name,stage,amount,owner');
  await page.click(".list-bar a[href^='/deals/export']");
  await page.waitForSelector("form[action='/deals/export']");
  const meant = ask("elena", "deal", "--where", 'stage == "won"', "--sort", "-amount", "--limit", "all").rows;
  assert.match(await page.innerText("main form"), new RegExp(`${meant.length} records leave`));
  assert.match(await page.innerText("main form"), /Stage is Won/);
  await page.uncheck("input[name=column][value=owner]");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("main form button[type=submit]")]);
  assert.match(download.suggestedFilename(), /^deals-\d{4}-\d\d-\d\d\.xlsx$/);
  const rows = rowsOf(await download.path(), download.suggestedFilename());
  assert.deepEqual(Object.values(rows[0]), ["Name", "Stage", "Amount"]);
  assert.equal(rows.length - 1, meant.length);
  const names = rows.slice(1).map((row) => row[0]);
  assert.deepEqual(names, meant.map((row) => row.fields.name));
  await page.goto("/evidence?kind=export");
  const first = page.locator("tbody tr").first();
  assert.match(await first.innerText(), /Elena Vidal/);
  assert.match(await first.innerText(), new RegExp(`${meant.length} records · xlsx · Stage is Won`));
  await first.locator("summary").click();
  assert.match(await first.innerText(), /Name, Stage, Amount/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("it works without scripts, and what is wrong is told on the page", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  await page.goto("/companies/export?columns=name");
  await page.uncheck("input[name=column][value=name]");
  await page.click("main form button[type=submit]");
  assert.match(await page.innerText("main [role=alert]"), /Tick at least one column/);
  await page.goto("/companies/export?columns=name");
  await page.check("input[name=form][value=csv]");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("main form button[type=submit]")]);
  assert.match(download.suggestedFilename(), /^companies-.*\.csv$/);
  await context.close();
});

test("a seller sees no export, and its address is closed", async () => {
  const { page, context } = await enter("pedro");
  await page.goto("/deals");
  assert.equal(await page.locator("a[href*='/export']").count(), 0);
  const answer = await page.goto("/deals/export");
  assert.equal(answer.status(), 403);
  await context.close();
});
