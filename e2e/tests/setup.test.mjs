// A company makes a field and a kind of record of its own, in the browser: an administrator who is no programmer.
import test from "node:test";
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, house, signIn } from "../stage.mjs";

const { company, server, browser, person } = await house({ demo: "short" });

const look = process.env.CANDOR_LOOK;
const picture = async (page, name) => { if (look) await page.screenshot({ path: `${look}/${name}.png`, fullPage: true }); };

test("a field is made by hand, filled, filtered by, retired and restored", async () => {
  const { page, faults } = await signIn(browser, server.url, person("elena"));
  await page.goto("/fields/deal");
  await picture(page, "fields-empty");
  await page.fill("#label", "Delivery region");
  await page.selectOption("#kind", "choice");
  await page.fill("#options", "North\nSouth\nIslands");
  await picture(page, "fields-form");
  await page.keyboard.press("Tab");
  await page.click("main form.field-draft button[type=submit]");
  await page.waitForSelector("text=Delivery region");
  await picture(page, "fields-one");

  // At once on the card, in the list and in its filter.
  await page.goto("/deals");
  assert.match(await page.textContent("thead"), /Delivery region/);
  await picture(page, "deals-list");
  await page.click("tbody a.record-link >> nth=0");
  await page.waitForURL(/\/deals\/\d+$/);
  const card = page.url();
  await page.goto(`${card}/edit`);
  await page.selectOption("#f-x_delivery_region", "islands");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/deals\/\d+(\?|$)/);
  assert.match(await page.textContent("main"), /Islands/);
  await picture(page, "deal-card");
  await page.goto(`/deals?where=${encodeURIComponent('x_delivery_region == "islands"')}`);
  assert.equal(await page.locator("tbody tr").count(), 1);

  // Another language, another label; the name stays.
  await page.context().addCookies([{ name: "candor_language", value: "ru", url: server.url }]);
  await page.goto("/fields/deal/x_delivery_region");
  await page.fill("#label", "Регион доставки");
  await page.click("main form >> nth=0 >> button[type=submit]");
  await page.waitForSelector("text=Регион доставки");
  await picture(page, "field-ru");
  await page.context().addCookies([{ name: "candor_language", value: "en", url: server.url }]);

  await page.goto("/fields/deal/x_delivery_region/retire");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/fields\/deal$/);
  await picture(page, "fields-retired");
  assert.doesNotMatch(await page.goto(card).then((answer) => answer.text()), /Delivery region/);
  await page.goto("/fields/deal");
  await page.click("form[action$='/restore'] button");
  await page.waitForURL(/\/fields\/deal$/);
  assert.match(await page.goto(card).then((answer) => answer.text()), /Islands/);
  assert.deepEqual(faults, []);
});

test("a kind of record of one's own is worked with by whom it is given to, and nobody else", async () => {
  const { page, faults } = await signIn(browser, server.url, person("elena"));
  await page.goto("/fields");
  await picture(page, "kinds");
  await page.goto("/fields/new");
  await page.fill("#label", "Vehicle");
  await page.fill("#plural", "Vehicles");
  await page.fill("#called", "Number plate");
  await page.selectOption("[id='reach.seller']", "own");
  await picture(page, "kind-new");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/fields\/x_vehicle$/);
  await page.fill("#label", "Client");
  await page.selectOption("#kind", "reference");
  await page.selectOption("#to", "company");
  await page.click("main form.field-draft button[type=submit]");
  await page.waitForURL(/\/fields\/x_vehicle$/);
  await page.goto("/x_vehicles/new");
  await picture(page, "vehicle-new");
  await page.fill("#f-name", "1234 KLM");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/x_vehicles\/\d+/);
  await picture(page, "vehicle-card");
  assert.match(await page.textContent("nav#side"), /Vehicles/);

  const pedro = await signIn(browser, server.url, person("pedro"));
  await pedro.page.goto("/x_vehicles");
  assert.equal(await pedro.page.locator("tbody tr a.record-link").count(), 0, "it is Elena's");
  const refused = await pedro.page.goto("/fields");
  assert.equal(refused.status(), 403);
  assert.deepEqual(faults, []);
});

test("stages are arranged with the keyboard, seen before they hold, and a stage goes with its deals moved", async () => {
  const { page, faults } = await signIn(browser, server.url, person("elena"));
  await page.goto("/fields/deal/stage");
  await page.fill("[id='label-en.+1']", "Demo");
  await page.keyboard.press("Tab");
  await page.keyboard.type("40");
  // Enter in a field shows what would change; nothing holds yet.
  await page.keyboard.press("Enter");
  await page.waitForSelector("button[value=apply]");
  assert.match(await page.textContent(".arranged-heads"), /Negotiation.*Demo.*Won/s);
  await picture(page, "stages-shown");
  // The new one before the proposal: with its button, which keeps the focus.
  for (const wanted of [/Proposal.*Demo.*Negotiation/s, /Qualified.*Demo.*Proposal/s]) {
    await page.focus("button[value='up:+1']");
    const loaded = page.waitForEvent("load");
    await page.keyboard.press("Enter");
    await loaded;
    const names = await page.locator(".arranged-main input").evaluateAll((inputs) => inputs.map((input) => input.value).join(" "));
    assert.match(names, wanted);
    assert.equal(await page.evaluate(() => document.activeElement.value), "up:+1");
  }
  await page.click("main button.btn-primary[value=show]");
  await page.waitForSelector("button[value=apply]");
  assert.equal(await page.evaluate(() => document.activeElement.value), "apply");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/fields\/deal\/stage$/);
  await page.goto("/deals/board");
  assert.match(await page.textContent("main"), /Qualified.*Demo.*Proposal/s);

  // Out of use: its deals are counted, moved and told.
  await page.goto("/deals?where=" + encodeURIComponent('stage == "qualified"'));
  const stood = await page.locator("tbody tr a.record-link").count();
  assert.ok(stood > 0);
  await page.goto("/fields/deal/stage");
  const row = page.locator("li.arranged-row", { has: page.locator("input[name=row][value=qualified]") });
  await row.locator("summary").click();
  await row.locator("input[type=checkbox]").check();
  await row.locator("select").selectOption("x_demo");
  await page.click("main button.btn-primary[value=show]");
  await page.waitForSelector("button[value=apply]");
  assert.match(await page.textContent(".arranged-lines"), /Qualified.*move.*Demo/s);
  await picture(page, "stages-retire");
  await page.click("button[value=apply]");
  await page.waitForURL(/\/fields\/deal\/stage$/);
  await page.goto("/deals?where=" + encodeURIComponent('stage == "x_demo"'));
  assert.equal(await page.locator("tbody tr a.record-link").count(), stood);
  await page.goto("/deals/board");
  assert.doesNotMatch(await page.textContent("main"), /Qualified/);
  assert.deepEqual(faults, []);
});

test("a layout is arranged without scripts, seen before it holds, and given back", async () => {
  const { page, context, faults } = await signIn(browser, server.url, person("elena"), { javaScriptEnabled: false });
  await page.goto("/kinds/contact/layout");
  await page.fill("[id='label.+1']", "How to reach them");
  await page.selectOption("[id='in.phone']", { label: "New section" });
  await page.click("main button.btn-primary[value=show]");
  assert.match(await page.textContent(".arranged-preview"), /How to reach them/);
  await picture(page, "layout-shown");
  await page.click("button[value=apply]");
  await page.goto("/contacts/new");
  assert.match(await page.textContent("main form"), /How to reach them/);
  await page.goto("/kinds/contact/layout/reset");
  await page.click("main form button[type=submit]");
  await page.goto("/contacts/new");
  assert.doesNotMatch(await page.textContent("main form"), /How to reach them/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("files applied beside the running server hold at the next click; faulty ones change nothing", async () => {
  const { page, faults } = await signIn(browser, server.url, person("elena"));
  const folder = join(company.folder, "set-up");
  command("setup", "save", folder, "--db", company.db, "--as", person("elena").email);
  mkdirSync(join(folder, "findings"), { recursive: true });
  writeFileSync(join(folder, "objects/contact.toml"), '[fields.x_shoe]\ntype = "decimal"\nscale = 1\nindexed = true\n[list]\ncolumns = ["x_shoe"]\n');
  const changed = command("setup", "apply", folder, "--db", company.db, "--as", person("elena").email);
  assert.deepEqual(changed, { changed: ["objects/contact.toml"], applied: true });
  await page.goto("/contacts");
  assert.match(await page.textContent("thead"), /Shoe/);
  writeFileSync(join(folder, "objects/contact.toml"), '[fields.x_shoe]\ntype = "text"\n[fields.shoe]\ntype = "money"\n');
  assert.throws(() => command("setup", "apply", folder, "--db", company.db), /must begin with .x_/);
  await page.goto("/contacts");
  assert.match(await page.textContent("thead"), /Shoe/);
  assert.deepEqual(faults, []);
});
