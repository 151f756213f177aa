// Who may come in: an invitation accepted, a role changed, an account frozen; and pages in the reader's own language.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { house, signIn } from "../stage.mjs";

const locales = resolve(import.meta.dirname, "../../locales");
const { server, browser, person } = await house({ demo: "short" });

test("a person is invited, comes in, becomes an auditor, is frozen and is out at once", async () => {
  const raquel = await signIn(browser, server.url, person("raquel"));
  await raquel.page.goto("/people/add");
  await raquel.page.fill("main [name=name]", "Nora Prats");
  await raquel.page.fill("main [name=email]", "nora@vidal.example");
  await raquel.page.check("main [name=role][value=seller]");
  await raquel.page.click("main form button[type=submit]");
  await raquel.page.waitForFunction(() => document.body.innerHTML.includes("/invitation?token="));
  const link = (await raquel.page.content()).match(/\/invitation\?token=[\w%.~-]+/)[0];

  const nora = await browser.newContext({ baseURL: server.url });
  const page = await nora.newPage();
  await page.goto(link);
  const word = "one long sentence for Nora 7";
  for (const field of await page.locator("main input[type=password]").all()) await field.fill(word);
  await page.click("main form button[type=submit]");
  await page.waitForURL((at) => !at.pathname.startsWith("/invitation"));
  if (page.url().includes("/sign-in")) {
    await page.fill("input[name=email]", "nora@vidal.example");
    await page.fill("input[name=password]", word);
    await page.click("main button[type=submit]");
    await page.waitForURL((at) => !at.pathname.startsWith("/sign-in"));
  }
  assert.equal((await page.goto("/companies")).status(), 200);
  assert.notEqual((await page.goto("/evidence")).status(), 200);

  await raquel.page.goto("/people");
  await raquel.page.click("main table a:has-text('Nora Prats')");
  const card = new URL(raquel.page.url()).pathname;
  await raquel.page.uncheck("main [name=role][value=seller]");
  await raquel.page.check("main [name=role][value=auditor]");
  await raquel.page.click("main form:has([name=role]) button[type=submit]");
  await raquel.page.waitForURL(/\/people$/);
  assert.equal((await page.goto("/evidence")).status(), 200, "the new role holds at once");

  await raquel.page.goto(`${card}/freeze`);
  await raquel.page.click("main form button[type=submit]");
  await raquel.page.waitForURL(/\/people$/);
  await page.goto("/evidence");
  assert.match(page.url(), /\/sign-in/, "a frozen person's session has ended");
  await nora.close();
  await raquel.context.close();
});

/** Plain messages of one language by key: no variables, no markup. */
function words(language) {
  const all = new Map();
  for (const name of readdirSync(join(locales, language), { recursive: true })) {
    if (!String(name).endsWith(".ftl")) continue;
    for (const [, key, text] of readFileSync(join(locales, language, String(name)), "utf8").matchAll(/^([\w-]+) = ([^{}\n]+)$/gm)) {
      all.set(key, text.trim());
    }
  }
  return all;
}

/** What English says and this language says otherwise, everywhere; a language is called by its own name in each. */
function foreign(language) {
  const own = words(language);
  const said = new Set(own.values());
  return new Set([...words("en")].filter(([key, text]) => own.has(key) && own.get(key) !== text && !said.has(text) && text !== "English").map(([, text]) => text));
}

const pages = ["/", "/truth", "/companies", "/deals", "/deals/board", "/deals/funnel", "/deals/figures", "/deals/new", "/tasks",
  "/search?q=hotel", "/import", "/people", "/people/add", "/roles", "/evidence", "/settings", "/account"];

for (const language of ["es", "ru"]) {
  test(`no English is left on the pages in ${language}`, async () => {
    const { page, context, faults } = await signIn(browser, server.url, person("elena"));
    await context.addCookies([{ name: "candor_language", value: language, url: server.url }]);
    const english = foreign(language);
    assert.ok(english.size > 500);
    const left = new Map();
    const look = async (path) => {
      const answer = await page.goto(path);
      if (!answer.ok()) return;
      assert.equal(await page.getAttribute("html", "lang"), language);
      const texts = await page.evaluate(() => {
        const found = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) found.push(walker.currentNode.textContent.trim());
        for (const element of document.querySelectorAll("[title],[aria-label],[placeholder]")) {
          for (const name of ["title", "aria-label", "placeholder"]) found.push((element.getAttribute(name) ?? "").trim());
        }
        return found;
      });
      for (const text of texts) if (english.has(text)) left.set(text, path);
    };
    for (const path of pages) await look(path);
    await page.goto("/deals");
    await look(await page.locator("table tbody a[href^='/deals/']").first().getAttribute("href"));
    assert.deepEqual([...left], []);
    assert.deepEqual(faults, []);
    await context.close();
  });
}
