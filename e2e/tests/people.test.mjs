// People of the demo company: what each sees, and that the page, the sums, the search and the command line agree on it.
import test from "node:test";
import assert from "node:assert/strict";
import { house, signIn } from "../stage.mjs";

const { company, server, browser, person, ask } = await house({ demo: "short" });
const count = (who, object, ...more) => ask(who, object, "--measure", "count", ...more).total.count;

test("a seller sees only their own, a head the branch, the director all", async () => {
  const all = count("elena", "company");
  const branch = count("iker", "company");
  const own = count("pedro", "company");
  assert.ok(all > branch && branch > 0 && own > 0 && own < all);
  const owners = ask("pedro", "company", "--group", "owner", "--measure", "count").groups;
  assert.deepEqual(owners.map((group) => group.titles[0]), ["Pedro Salas"]);
  assert.equal(ask("elena", "company", "--where", 'branch.name == "Bilbao"', "--measure", "count").total.count, branch);
});

for (const who of ["pedro", "iker", "elena"]) {
  test(`list, count, board and funnel agree for ${who}`, async () => {
    const { page, context, faults } = await signIn(browser, server.url, person(who));
    const deals = count(who, "deal");
    await page.goto("/deals");
    const shown = await page.innerText("main");
    assert.match(shown, new RegExp(`\\b${deals}\\b`), "the list names the same count");
    await page.goto("/deals/funnel");
    assert.match(await page.innerText("main"), new RegExp(`\\b${deals}\\b`));
    const funnel = ask(who, "deal", "--funnel").steps;
    assert.equal(funnel[0].reached, deals);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("what one may not see answers as what does not exist, and is not found by search", async () => {
  const [big] = ask("elena", "company", "--search", "Consorcio", "--fields", "name").rows;
  assert.ok(big);
  const { page, context } = await signIn(browser, server.url, person("pedro"));
  const hidden = await page.goto(`/companies/${big.id}`);
  const absent = await page.goto("/companies/1");
  assert.equal(hidden.status(), 404);
  assert.equal(absent.status(), 404);
  await page.goto("/search?q=Consorcio");
  assert.doesNotMatch(await page.innerText("main"), /Consorcio Sanitario/);
  assert.equal(ask("pedro", "company", "--search", "Consorcio", "--fields", "name").rows.length, 0);
  await context.close();
});

test("each number on the Truth page is one click from its records", async () => {
  const { page, context, faults } = await signIn(browser, server.url, person("elena"));
  await page.goto("/truth");
  const text = await page.innerText("main");
  for (const words of ["Pedro Salas", "Iker Etxeberria"]) assert.ok(text.includes(words), words);
  const links = await page.$$eval("main a[href*='where=']", (anchors) => anchors.map((a) => a.getAttribute("href")));
  assert.ok(links.length > 5);
  for (const link of links.slice(0, 6)) {
    const answer = await page.goto(link);
    assert.equal(answer.status(), 200, link);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("a client is made, changed, moved and put away with the keyboard and without a script", async () => {
  const { page, context } = await signIn(browser, server.url, person("sofia"), { javaScriptEnabled: false });
  await page.goto("/companies/new");
  await page.focus("main [name=name]");
  await page.keyboard.type("Talleres Prueba S.L.");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/companies\/\d+/);
  assert.match(await page.innerText("main"), /Talleres Prueba/);
  const card = page.url();
  await page.goto(`${card}/edit`);
  // Shaped as a Spanish number, with a wrong check digit: ids of other shapes may be of other countries and are taken.
  await page.fill("main [name=tax_id]", "B65410012");
  await page.click("main form button[type=submit]");
  const fault = page.locator("main .field-fault [name=tax_id]");
  assert.equal(await fault.inputValue(), "B65410012", "what was typed is kept beside its fault");
  assert.equal(await fault.evaluate((field) => document.activeElement === field), true, "the page opens at the fault");
  assert.match(await page.innerText(`#${(await fault.getAttribute("aria-describedby")).split(" ")[0]}`), /\w/);
  await page.fill("main [name=tax_id]", "B65410011");
  await page.fill("main [name=phone]", "934 550 177");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/companies\/\d+$/);
  assert.match(await page.innerText("main"), /\+34/);
  await context.close();
});

test("an analyst's role reads figures, an auditor's reads evidence, an administrator's reads no clients", async () => {
  const tomas = await signIn(browser, server.url, person("tomas"));
  const evidence = await tomas.page.goto("/evidence");
  assert.equal(evidence.status(), 200);
  await tomas.context.close();
  const raquel = await signIn(browser, server.url, person("raquel"));
  assert.equal((await raquel.page.goto("/people")).status(), 200);
  assert.notEqual((await raquel.page.goto("/companies")).status(), 200);
  await raquel.context.close();
});

test("the pages hold at 360 px: nothing is wider than the screen", async () => {
  const narrow = { viewport: { width: 360, height: 740 } };
  const { page, context, faults } = await signIn(browser, server.url, person("elena"), narrow);
  for (const path of ["/", "/truth", "/deals", "/deals/board", "/deals/funnel", "/deals/new", "/import", "/people", "/evidence", "/settings"]) {
    await page.goto(path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${path} is ${over} px too wide`);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("the first visit to a list is under 150 kB and shows its rows", async () => {
  const { page, context } = await signIn(browser, server.url, person("elena"));
  const fresh = await browser.newContext({ baseURL: server.url, storageState: await context.storageState() });
  const visit = await fresh.newPage();
  const session = await fresh.newCDPSession(visit);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
  await visit.goto("/deals", { waitUntil: "networkidle" });
  assert.ok(await visit.locator("main table tbody tr").count() > 20);
  assert.ok(bytes < 150_000, `${bytes} bytes`);
  await fresh.close();
  await context.close();
  assert.ok(page);
});
