// Nothing typed is lost: not by a crash, a session that ended, a lost connection or another language; and nobody else reads it.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";
import { firstRecord } from "../pages.mjs";

const stage = await house({ demo: "short" });
const { server, enter, person } = stage;
const find = (object, name, ...fields) =>
  stage.ask("elena", object, "--where", `${object === "deal" ? "name" : "subject"} == "${name}"`, "--fields", ["id", ...fields].join(",")).rows;
/** A lost connection is told by the browser itself too. */
const own = (faults) => faults.filter((fault) => !/ERR_|Failed to fetch|status of 401/.test(fault));

const drafts = (page) => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("candor-draft ")));
const kept = (page, end) =>
  page.waitForFunction((end) => Object.keys(localStorage).some((name) => name.startsWith("candor-draft ") && name.endsWith(end)), end);

async function signInAgain(page, who) {
  await page.fill("input[name=email]", person(who).email);
  await page.fill("input[name=password]", person(who).password);
  await page.click("main button[type=submit]");
  await page.waitForURL((at) => !at.pathname.startsWith("/sign-in"));
}
const endSession = (context) => context.clearCookies({ name: "candor" });
const again = "[data-draft-again]:not([hidden])";

test("a crash: the form of a new record has all of it again, once it is saved nothing is left", async () => {
  const { page, context, faults } = await enter("elena");
  const company = await firstRecord(page, "/companies");
  const form = `/deals/new?company=${company.split("/").pop()}`;
  await page.goto(form);
  await page.fill("main [name=name]", "Typed before the crash");
  await page.fill("main [name=amount]", "1,234.50");
  await page.selectOption("main [name=stage]", "proposal");
  await kept(page, form);
  await page.close();

  const next = await context.newPage();
  await next.goto("/deals/new");
  assert.equal(await next.inputValue("main [name=name]"), "", "a new deal of nobody in particular is another form");
  await next.goto(form);
  await next.waitForSelector(again);
  assert.equal(await next.inputValue("main [name=name]"), "Typed before the crash");
  assert.equal(await next.inputValue("main [name=amount]"), "1,234.50");
  assert.equal(await next.inputValue("main [name=stage]"), "proposal");
  assert.notEqual(await next.inputValue("main [name='company.title']"), "");
  await next.click("main form.form button[data-key=s]");
  await next.waitForURL(/\/deals\/\d+$/);
  await next.waitForSelector(".toast:not(.toast-bad)");
  assert.deepEqual(await drafts(next), []);
  assert.equal(find("deal", "Typed before the crash").length, 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test("what is wrong is shown in place, and what was typed stays kept until it is right", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals/new");
  await page.fill("main [name=amount]", "12 moons");
  await page.fill("main [name=name]", "In two goes");
  await page.press("main [name=name]", "Enter");
  await page.waitForSelector("main .fault");
  assert.equal(new URL(page.url()).pathname, "/deals/new");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "amount", "the page is at the fault");
  assert.equal(await page.locator(again).count(), 0);
  await page.fill("main [name=amount]", "12");
  await kept(page, "/deals/new");
  await page.reload();
  await page.waitForSelector(again);
  assert.equal(await page.inputValue("main [name=name]"), "In two goes");
  assert.equal(await page.inputValue("main [name=amount]"), "12");
  await page.click("[data-draft-drop]");
  assert.equal(await page.inputValue("main [name=name]"), "");
  assert.deepEqual(await drafts(page), []);
  await page.reload();
  assert.equal(await page.inputValue("main [name=name]"), "");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a session that ended: the sign-in leads back to the form, a note and a change are saved after it", async () => {
  const { page, context, faults } = await enter("elena");
  const card = await firstRecord(page, "/deals");
  await page.goto(card);
  await page.locator("main .composer label:has([value=call])").click();
  await page.fill("main .composer textarea", "They call back on Monday");
  await endSession(context);
  await page.click("main .composer button[type=submit]:visible");
  await page.waitForURL(/\/sign-in/);
  await page.waitForSelector("[data-draft-kept]:not([hidden])");
  await signInAgain(page, "elena");
  assert.equal(new URL(page.url()).pathname, card);
  await page.waitForSelector(again);
  assert.equal(await page.inputValue("main .composer textarea"), "They call back on Monday");
  assert.ok(await page.isChecked("main .composer [value=call]"));
  await page.click("main .composer button[type=submit]:visible");
  await page.waitForSelector(".toast:not(.toast-bad)");
  const [call] = find("activity", "They call back on Monday", "kind");
  assert.equal(call.fields.kind, "call");

  await page.goto(`${card}/edit`);
  await page.fill("main [name=name]", "Renamed over a break");
  await endSession(context);
  await page.press("main [name=name]", "Enter");
  await page.waitForURL(/\/sign-in/);
  await signInAgain(page, "elena");
  await page.waitForSelector(again);
  assert.equal(await page.inputValue("main [name=name]"), "Renamed over a break");
  await page.press("main [name=name]", "Enter");
  await page.waitForURL((at) => at.pathname === card);
  assert.equal(find("deal", "Renamed over a break").length, 1);
  assert.deepEqual(await drafts(page), []);
  assert.deepEqual(own(faults), []);
  await context.close();
});

test("a lost connection: it is said on the page, which stays as it is; tried again there is one record", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/deals/new");
  await page.fill("main [name=name]", "Typed in a tunnel");
  await context.setOffline(true);
  await page.press("main [name=name]", "Enter");
  const said = page.locator("main [data-unsent]:not([hidden])");
  await said.waitFor();
  assert.equal(await page.inputValue("main [name=name]"), "Typed in a tunnel");
  await said.locator("button").click();
  await said.waitFor();
  assert.equal(find("deal", "Typed in a tunnel").length, 0);
  await context.setOffline(false);
  // The answer to the first try is lost on its way back: the record is there already.
  await page.route("**/deals", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch({ maxRedirects: 0 });
    await route.abort("connectionreset");
  });
  await said.locator("button").click();
  await page.waitForFunction(() => !document.querySelector("[data-unsent]").hidden && document.activeElement.closest("[data-unsent]"));
  assert.equal(find("deal", "Typed in a tunnel").length, 1);
  await page.unroute("**/deals");
  await said.locator("button").click();
  await page.waitForURL(/\/deals\/\d+$/);
  assert.equal(find("deal", "Typed in a tunnel").length, 1, "the form's own key keeps it from being there twice");
  assert.deepEqual(own(faults), []);
  await context.close();
});

test("a change that was saved although its answer was lost is no conflict with itself; what others changed meanwhile is one", async () => {
  const { page, context, faults } = await enter("elena");
  const card = await firstRecord(page, "/deals?sort=-amount");
  await page.goto(`${card}/edit`);
  await page.fill("main [name=name]", "Saved without a word");
  await page.route(`**${card}`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch({ maxRedirects: 0 });
    await route.abort("connectionreset");
  });
  await page.press("main [name=name]", "Enter");
  await page.waitForSelector("main [data-unsent]:not([hidden])");
  await page.unroute(`**${card}`);
  await page.click("main [data-unsent] button");
  await page.waitForURL((at) => at.pathname === card);
  assert.equal(find("deal", "Saved without a word").length, 1);

  await page.goto(`${card}/edit`);
  await page.fill("main [name=name]", "Mine, typed earlier");
  await kept(page, `${card}/edit`);
  const other = await enter("elena");
  await other.page.goto(`${card}/edit`);
  await other.page.fill("main [name=name]", "Theirs");
  await other.page.press("main [name=name]", "Enter");
  await other.page.waitForURL((at) => at.pathname === card);
  await page.goto(`${card}/edit`);
  await page.waitForSelector(again);
  assert.equal(await page.inputValue("main [name=name]"), "Mine, typed earlier");
  await page.press("main [name=name]", "Enter");
  await page.waitForSelector("main .alert-warn");
  assert.match(await page.innerText("main .alert-warn"), /Theirs/);
  assert.equal(find("deal", "Theirs").length, 1, "nothing is written over unseen");
  await page.click("main form.form button[data-key=s]");
  await page.waitForURL((at) => at.pathname === card);
  assert.equal(find("deal", "Mine, typed earlier").length, 1);
  assert.deepEqual(own(faults), []);
  await other.context.close();
  await context.close();
});

test("the next person at the same browser finds nothing, nor can anything be read; signing out leaves nothing", async () => {
  const { page, context, faults } = await enter("ana");
  await page.goto("/deals/new");
  await page.fill("main [name=name]", "Only Ana knows");
  await kept(page, "/deals/new");
  await endSession(context);
  await page.goto("/sign-in");
  assert.equal(await page.locator("[data-drafts]").count(), 0);
  await signInAgain(page, "elena");
  await page.goto("/deals/new");
  await page.waitForLoadState("networkidle");
  assert.equal(await page.inputValue("main [name=name]"), "");
  assert.equal(await page.locator(again).count(), 0);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), /Only Ana|Ana|amount/);
  await page.fill("main [name=name]", "Elena's own");
  await page.waitForFunction(() => Object.keys(localStorage).filter((name) => name.startsWith("candor-draft ")).length === 2);
  const signOut = async () => {
    await page.click("button[popovertarget=user-menu]");
    await page.click("form[action='/sign-out'] button");
    await page.waitForURL(/\/sign-in/);
  };
  await signOut();
  assert.equal((await drafts(page)).length, 1, "Ana's own are hers to find");
  await signInAgain(page, "ana");
  await page.goto("/deals/new");
  await page.waitForSelector(again);
  assert.equal(await page.inputValue("main [name=name]"), "Only Ana knows");
  await signOut();
  assert.deepEqual(await drafts(page), []);
  assert.deepEqual(own(faults), []);
  await context.close();
});

test("a draft is kept for seven days", async () => {
  const { page, context } = await enter("elena");
  await page.goto("/deals/new");
  await page.fill("main [name=name]", "A week ago");
  await kept(page, "/deals/new");
  await page.evaluate((days) => {
    const [name] = Object.keys(localStorage).filter((name) => name.startsWith("candor-draft "));
    localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), at: Date.now() - days * 24 * 3600 * 1000 }));
  }, 6.9);
  await page.reload();
  await page.waitForSelector(again);
  await page.evaluate(() => {
    const [name] = Object.keys(localStorage).filter((name) => name.startsWith("candor-draft "));
    localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), at: Date.now() - 7.1 * 24 * 3600 * 1000 }));
  });
  await page.reload();
  assert.deepEqual(await drafts(page), []);
  assert.equal(await page.inputValue("main [name=name]"), "");
  await context.close();
});

test("another language keeps a half-filled form with its figures, a filtered list and the place on the page", async () => {
  const { page, context, faults } = await enter("elena");
  const speak = async (lang) => {
    await page.click("button[popovertarget=user-menu]");
    await Promise.all([page.waitForNavigation(), page.click(`#user-menu button[name=language][value=${lang}]`)]);
    assert.equal(await page.getAttribute("html", "lang"), lang);
  };
  await page.goto("/deals/new");
  await page.fill("main [name=name]", "In three languages");
  await page.fill("main [name=amount]", "1,234.50");
  await speak("es");
  await page.waitForSelector(again);
  assert.equal(new URL(page.url()).pathname, "/deals/new");
  assert.equal(await page.inputValue("main [name=name]"), "In three languages");
  assert.equal(await page.inputValue("main [name=amount]"), "1234,50");
  await speak("ru");
  await page.waitForSelector(again);
  await page.press("main [name=name]", "Enter");
  await page.waitForURL(/\/deals\/\d+$/);
  assert.equal(find("deal", "In three languages", "amount")[0].fields.amount.amount, "1234.50");

  await page.goto("/deals?sort=-amount");
  await page.locator("#list thead a").first().click();
  await page.waitForURL((at) => at.search !== "?sort=-amount");
  const before = page.url();
  await page.evaluate(() => window.scrollTo(0, 240));
  await speak("en");
  assert.equal(page.url(), before, "the list as it stood, not as it was opened");
  assert.equal(await page.evaluate(() => window.scrollY), 240);
  assert.deepEqual(own(faults), []);
  await context.close();
});

test("a comment is kept while it is written, and said once though its answer was lost", async () => {
  const { page, context, faults } = await enter("elena");
  const card = await firstRecord(page, "/companies");
  await page.goto(card);
  await page.fill(".comment-form textarea", "They pay late, and why");
  await kept(page, "/comments");
  await page.reload();
  await page.waitForSelector(`.comment-form ${again}`);
  assert.equal(await page.inputValue(".comment-form textarea"), "They pay late, and why");
  // The server has it, its answer never comes.
  await page.route("**/comments", async (route) => {
    await route.fetch({ maxRedirects: 0 });
    await route.abort();
  }, { times: 1 });
  await page.click(".comment-form button[type=submit]");
  await page.click(".comment-form [data-unsent]:not([hidden]) button");
  await page.waitForSelector(".comment >> text=They pay late, and why");
  assert.equal(await page.locator(".comment >> text=They pay late, and why").count(), 1);
  assert.equal(await page.inputValue(".comment-form textarea"), "");
  await page.fill(".comment-form textarea", "And another");
  await page.press(".comment-form textarea", "Control+Enter");
  await page.waitForSelector(".comment >> text=And another");
  assert.deepEqual(await drafts(page), []);
  assert.deepEqual(own(faults), []);
  await context.close();
});

test("without scripts forms are saved as ever, and the sign-in says nothing of drafts", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  await page.goto("/deals/new");
  await page.fill("main [name=name]", "No script");
  await page.press("main [name=name]", "Enter");
  await page.waitForURL(/\/deals\/\d+$/);
  assert.equal(await page.locator("main [data-unsent]:visible, main [data-draft-again]:visible").count(), 0);
  await endSession(context);
  await page.goto(`${server.url}/deals/new`);
  assert.equal(await page.locator("[data-draft-kept]").isVisible(), false);
  await context.close();
});
