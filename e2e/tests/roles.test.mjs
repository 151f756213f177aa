// The owner makes a role of the company's own: by keys, with its effect in sight before it holds.
import test from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";

const { enter, ask } = await house({ demo: "short" });

test("a role is made by keys, given to somebody, changed with its effect in numbers, and holds at the next click", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto("/roles");
  await page.locator("details", { hasText: "Seller" }).locator("summary").first().press("Enter");
  await page.locator('a[href="/roles/new?like=seller"]').press("Enter");
  await page.waitForURL(/roles\/new/);
  await page.focus("#label");
  await page.keyboard.type("Trainee");
  await page.locator('[name="sees.deal"]').focus();
  await page.selectOption('[name="sees.deal"]', "none");
  await page.selectOption('[name="works.deal"]', "none");
  await page.press("#label", "Enter");
  await page.waitForSelector("text=Nothing is changed yet");
  assert.match(await page.innerText("main"), /Deals\s*Sees: own → nothing/);
  assert.equal(await page.evaluate(() => document.activeElement?.value), "apply", "Enter takes it over");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".toast >> text=Trainee");
  assert.ok(ask("luis", "deal", "--fields", "name").rows.length > 0, "the ground of this test");

  const luis = ask("elena", "user", "--where", 'email.startsWith("luis@")', "--fields", "name").rows[0];
  await page.goto(`/people/${luis.id}`);
  for (const tick of await page.locator("main input[name=role]:checked").all()) await tick.uncheck();
  await page.check('main input[name=role][value="x_trainee"]');
  await page.click("main form.form button[type=submit]");
  await page.waitForSelector(".toast");
  const own = await enter("luis");
  assert.equal((await own.page.goto("/deals")).status(), 404);
  await own.context.close();

  await page.goto("/roles/x_trainee");
  await page.selectOption('[name="sees.deal"]', "own");
  await page.press("#label", "Enter");
  await page.waitForSelector("text=One person has this role");
  assert.match(await page.innerText("main"), /Luis.*\s*Deals: 0 → [1-9]/);
  await page.click("[value=apply]");
  await page.waitForSelector(".toast");
  assert.ok(ask("luis", "deal", "--fields", "name").rows.length > 0);
  assert.deepEqual(faults, []);
  await context.close();
});
