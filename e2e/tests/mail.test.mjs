// Mail out in the browser, against a real mail server: set up, tried, chosen by a person, sent, and looked at.
import test, { after } from "node:test";
import assert from "node:assert/strict";
import { house } from "../stage.mjs";
import { mailServer } from "../mail-server.mjs";

const stage = await house({ demo: null });
const mail = await mailServer();
after(() => mail.stop());

const own = () => stage.company.people[0].password;

async function fill(page, password) {
  await page.goto("/settings");
  await page.locator("main a", { hasText: "Mail" }).click();
  await page.waitForURL("**/settings/mail");
  await page.fill("#host", "localhost");
  await page.fill("#port", String(mail.port));
  await page.fill("#user", "crm");
  await page.fill("#mail_password", password);
  await page.fill("#from", "crm@vidal.example");
  await page.locator("main summary").click();
  if (!(await page.locator("#certificate").isVisible())) await page.locator("main summary").click();
  await page.fill("#certificate", mail.certificate);
  await page.fill("#own_password", own());
  await page.locator("main .form-actions button[type=submit]").click();
  await page.waitForSelector("text=Saved. Send yourself a message");
}

test("an administrator sets mail up, hears what is wrong, and sees a message arrive", async () => {
  const { page, context, faults } = await stage.enter("elena");
  await fill(page, "wrong");
  await page.click("text=Send me a test message");
  assert.match(await page.locator("main [role=alert]").first().innerText(), /refused user or password/);
  await fill(page, "right");
  assert.equal(await page.inputValue("#mail_password"), "", "the kept password is not shown");
  await page.click("text=Send me a test message");
  await page.waitForSelector("text=The server has taken a message to elena@vidal.example");
  const [message] = await mail.waitFor(1);
  assert.match(message, /To: .*elena@vidal\.example/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("an invitation goes out and stands in the list of messages", async () => {
  const { page, context, faults } = await stage.enter("elena");
  await page.goto("/people/add");
  await page.fill("#name", "Íñigo Ñúñez");
  await page.fill("#email", "inigo@vidal.example");
  await page.locator("main input[name=role]").nth(3).check();
  assert.ok(await page.locator("main input[name=mail]").isChecked());
  await page.locator("main .form-actions button[type=submit]").click();
  await page.waitForSelector("text=The link also goes out by mail.");
  const inbox = await mail.waitFor(2);
  assert.equal(inbox.length, 2);
  await page.goto("/settings/mail/sent");
  const row = page.locator("main tbody tr").first();
  assert.match(await row.innerText(), /Íñigo Ñúñez[\s\S]*Invitation[\s\S]*Sent/);
  await page.goto("/account");
  await page.check("#mail input[value=daily]");
  await page.selectOption("#mail-hour", "7");
  await page.locator("#mail button[type=submit]").click();
  await page.waitForSelector("text=Saved. You are told");
  assert.ok(await page.isChecked("#mail input[value=daily]"));
  assert.deepEqual(faults, []);
  await context.close();
});
