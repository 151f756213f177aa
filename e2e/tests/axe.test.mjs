// WCAG 2.2 AA on every page, as far as a machine can tell (axe-core), in both themes and at both widths; open menus and dialogs too.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { house } from "../stage.mjs";
import { firstRecord, pages } from "../pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { enter } = await house();
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is wrong on the page, a line each. */
async function wrong(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), rules);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${node.any.concat(node.all).map((fault) => fault.message).join("; ").slice(0, 200)}`));
}

async function all(page, addresses) {
  const faults = {};
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address);
    const found = await wrong(page);
    if (found.length) faults[name] = found;
  }
  return faults;
}

const looks = {
  "in light, wide": { colorScheme: "light" },
  "in dark, at 360 px": { colorScheme: "dark", viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};

for (const [look, options] of Object.entries(looks)) {
  test(`no page has a fault, ${look}`, async () => {
    const { page, context, faults } = await enter("elena", options);
    await context.addCookies([{ name: "candor_theme", value: options.colorScheme, url: page.url() }]);
    const deal = await firstRecord(page, "/deals"), company = await firstRecord(page, "/companies?sort=-won_amount");
    const cards = Object.fromEntries([["deal", deal], ["company", company]].flatMap(([name, card]) =>
      ["", "/edit", "/why", "/share", "/transfer", "/archive"].map((part) => [name + part, card + part])));
    assert.deepEqual(await all(page, { ...pages, ...cards }), {});
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("what opens over a page has no fault either", async () => {
  const { page, context } = await enter("elena");
  const gated = await firstRecord(page, `/deals?where=${encodeURIComponent('stage.outcome == "open"')}`);
  const open = {
    palette: async () => { await page.keyboard.press("Control+k"); await page.fill("dialog[open] input", "cons"); await page.waitForSelector("dialog[open] [role=option]"); },
    keys: () => page.keyboard.press("?"),
    filters: () => page.click("summary[data-key=f]"),
    columns: () => page.click("summary:has-text('Columns')"),
    person: () => page.click("button[popovertarget=user-menu]"),
    gate: async () => { await page.click("form[action$='/stage'] button[value=lost]"); await page.waitForSelector("dialog.gate[open]"); },
  };
  const faults = {};
  for (const [name, act] of Object.entries(open)) {
    await page.goto(name === "gate" ? gated : "/deals");
    await act();
    const found = await wrong(page);
    if (found.length) faults[name] = found;
  }
  assert.deepEqual(faults, {});
  await context.close();
});

test("the sign-in page has no fault", async () => {
  const { page, context } = await enter("elena");
  await context.clearCookies();
  await page.goto("/sign-in");
  assert.deepEqual(await wrong(page), []);
  await context.close();
});
