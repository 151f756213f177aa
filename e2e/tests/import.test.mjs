// The main job: a director drops the branches' spreadsheets, is told which figures lie, accepts, sees one client base, and
// takes it back. The same figures on the page as on the command line.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { command, makeCompany, openBrowser, serve, shared, signIn } from "../stage.mjs";

const branches = join(shared, "data/branches");
const sales = join(shared, "data/crm-sales-opportunities");
const xlsx = ["north", "south", "west", "east"].map((branch) => join(branches, `t01_branch_${branch}.xlsx`));
const csv = ["accounts", "products", "sales_teams", "sales_pipeline", "data_dictionary"].map((name) => join(sales, `${name}.csv`));

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser.close(); });

/** Drops the files, takes every proposal, accepts, waits for the report. Gives the words of the review and the report. */
async function importThroughPage(page, files) {
  await page.goto("/import");
  await page.setInputFiles("input[name=files]", files);
  await page.click("main form[enctype='multipart/form-data'] button[type=submit]");
  await page.waitForURL(/\/import\/draft\//);
  const review = await page.innerText("main");
  await page.click("button[name=go][value=preview]");
  await page.waitForURL(/\/preview/);
  const preview = await page.innerText("main");
  await page.click("form[action$='/accept'] button[type=submit]");
  await page.waitForURL(/\/import\/\d+/);
  await page.waitForSelector("a[href$='/undo']", { timeout: 120_000 });
  return { review, preview, report: await page.innerText("main"), batch: page.url().match(/\/import\/(\d+)/)[1] };
}

/** The company without a story: one owner, one server. */
async function open(t) {
  const company = makeCompany({ demo: false });
  const server = await serve(company);
  t.after(() => server.stop());
  const [owner] = company.people;
  const visit = await signIn(browser, server.url, owner);
  t.after(() => visit.context.close());
  const ask = (...args) => command("query", ...args, "--db", company.db, "--as", owner.email);
  return { ...visit, company, owner, ask };
}

test("four branch files become one client base, to the last row and cent", async (t) => {
  const { page, faults, ask } = await open(t);
  const expected = JSON.parse(readFileSync(join(branches, "expected.json"), "utf8")).t01_union;
  const { review } = await importThroughPage(page, xlsx);
  assert.match(review, /Discount/);
  assert.match(review, /35 ?%/, "the page says in words how the discount is meant");

  const lines = ask("order_line", "--measure", "count,amount_sum,quantity_sum,discount_avg").total;
  assert.equal(lines.count, expected.rows);
  assert.deepEqual(lines.amount_sum.map((sum) => sum.amount), [String(expected.sum_amount)]);
  assert.equal(lines.quantity_sum, String(expected.sum_qty));
  assert.equal(lines.discount_avg, String(expected.mean_discount_fraction));
  const byBranch = ask("order_line", "--group", "branch", "--measure", "count");
  assert.deepEqual(byBranch.groups.map((group) => group.figures.count), [30, 30, 30, 30]);

  await page.goto("/orders");
  assert.match(await page.innerText("main"), /151,140\.92/, "the list shows the sum of all orders");
  assert.deepEqual(faults, []);
});

test("the sales set: win rate, revenue, days and funnel equal the published figures, on the page and on the line", async (t) => {
  const { page, faults, ask } = await open(t);
  const expected = JSON.parse(readFileSync(join(sales, "expected.json"), "utf8"));
  const { review } = await importThroughPage(page, csv);
  assert.match(review, /GTXPro/);
  assert.match(review, /technolgy/);

  const total = ask("deal", "--measure", "count,won_count,lost_count,win_rate,won_amount,average_won,median_won,days_won,days_lost,days_closed,median_days_won,open_count").total;
  const near = (value, figure, digits) => assert.equal(Number(value).toFixed(digits), figure.toFixed(digits));
  assert.equal(total.count, expected.quality.rows);
  assert.equal(total.won_count, expected.totals.won);
  assert.equal(total.lost_count, expected.totals.lost);
  assert.equal(total.open_count, expected.totals.open_deals);
  near(total.win_rate * 100, expected.totals.win_rate_pct, 4);
  near(total.won_amount[0].amount, expected.totals.revenue_won, 2);
  near(total.average_won[0].amount, expected.totals.avg_deal_won, 2);
  near(total.median_won[0].amount, expected.totals.median_deal_won, 2);
  near(total.days_won, expected.totals.avg_days_won, 4);
  near(total.days_lost, expected.totals.avg_days_lost, 4);
  near(total.days_closed, expected.totals.avg_days_closed, 4);
  near(total.median_days_won, expected.totals.median_days_won, 1);
  const funnel = ask("deal", "--funnel");
  const reached = Object.fromEntries(funnel.steps.map((step) => [step.stage ?? step.outcome ?? "closed", step.reached]));
  assert.equal(reached.first_contact, expected.funnel.prospecting_reached);
  assert.equal(reached.qualified, expected.funnel.engaging_reached);
  assert.equal(reached.closed, expected.funnel.closed);
  assert.equal(reached.won, expected.funnel.won);
  assert.equal(ask("company", "--measure", "count").total.count, expected.quality.accounts);

  await page.goto("/deals/funnel");
  const shown = await page.innerText("main");
  for (const figure of ["8,800", "8,300", "6,711", "4,238", `${expected.totals.win_rate_pct.toFixed(1)}%`]) assert.ok(shown.includes(figure), `${figure} on the funnel page`);
  await page.goto("/deals/figures?group=stage&measure=count,won_amount");
  assert.match(await page.innerText("main"), /10,005,534/);
  assert.deepEqual(faults, []);
});

test("an import is taken back from its page, and nothing of it is left", async (t) => {
  const { page, ask } = await open(t);
  const { batch } = await importThroughPage(page, xlsx);
  await page.goto(`/import/${batch}/undo`);
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/import\/\d+/);
  await page.waitForFunction(() => !document.querySelector("main a[href$='/undo']"), null, { timeout: 60_000 });
  for (const object of ["company", "order", "order_line", "product", "doubt"]) {
    assert.equal(ask(object, "--measure", "count").total.count, 0, object);
  }
});

test("every shape of the north file gives the same", async () => {
  const read = (name) => {
    const company = makeCompany({ demo: false });
    command("import", "--db", company.db, join(branches, name));
    return command("query", "order_line", "--db", company.db, "--as", company.people[0].email, "--measure", "count,amount_sum,quantity_sum,discount_sum").total;
  };
  const shapes = readdirSync(branches).filter((name) => name.startsWith("t01_branch_north"));
  assert.equal(shapes.length, 3);
  const [first, ...others] = shapes.map(read);
  assert.equal(first.count, 30);
  for (const other of others) assert.deepEqual(other, first);
});
