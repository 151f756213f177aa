// Papers on a client's card: two files are added, seen, and one is taken out byte for byte, with a script and without; a form
// that comes back keeps its file.
import test from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { house } from "../stage.mjs";

const stage = await house({ demo: "short" });
const { enter } = stage;
const ask = (...args) => stage.ask("elena", ...args);
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 8)) % 256));
const papers = (mark) => [
  { name: `contrato ${mark} año 2026.bin`, mimeType: "text/html", buffer: bytes },
  { name: `nota ${mark}.txt`, mimeType: "text/plain", buffer: Buffer.from("Una nota\n") },
];
const [client] = ask("company", "--where", 'name == "Consorcio Sanitario del Ebro"', "--fields", "name").rows;

/** Downloads by this link of the card; gives the name that the browser proposes and the bytes. */
async function take(page, link) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(link)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with a script" : "without a script";
  test(`two files become documents of the client and one comes back byte for byte, ${how}`, async () => {
    const { page, context, faults } = await enter("elena", { javaScriptEnabled, acceptDownloads: true });
    const [first, second] = papers(how);
    await page.goto(`/companies/${client.id}`);
    await page.setInputFiles(".add-files input[type=file]", [first, second]);
    if (javaScriptEnabled) assert.match(await page.innerText(".add-files [data-names]"), /contrato .*, nota/);
    await page.click(".add-files button[type=submit]");
    await page.waitForSelector(".toast");
    const made = ask("document", "--where", `company == ${client.id} && name.contains("${how}")`, "--fields", "name,file").rows;
    assert.deepEqual(made.map((row) => row.fields.name).sort(), [first.name, second.name].sort());
    const contract = made.find((row) => row.fields.name === first.name);
    assert.equal(contract.fields.file.sha256, createHash("sha256").update(bytes).digest("hex"));
    assert.equal(contract.fields.file.media, "application/octet-stream", "what the bytes are, not what was said");
    const taken = await take(page, `a[href="/documents/${contract.id}/file/file"]`);
    assert.equal(taken.name, first.name);
    assert.ok(taken.bytes.equals(bytes));
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("a form that comes back keeps its file; the card and the search know it by name", async () => {
  const { page, context } = await enter("elena", { javaScriptEnabled: false });
  await page.goto("/documents/new");
  await page.setInputFiles("main input[name=file]", papers("kept")[0]);
  await page.fill("main input[name='company.title']", "Nobody of this name");
  await page.click("main .form-actions button[type=submit]");
  await page.waitForSelector(".field-fault");
  assert.match(await page.innerText(".file-there"), /contrato kept año 2026\.bin/);
  await page.fill("main input[name='company.title']", "Consorcio Sanitario del Ebro");
  await page.click("main .form-actions button[type=submit]");
  await page.waitForURL(/\/documents\/\d+$/);
  assert.match(await page.innerText("main h1"), /contrato kept año 2026\.bin/, "called by its file");
  await page.goto("/search?q=kept%20a%C3%B1o");
  assert.match(await page.innerText("main"), /contrato kept/);
  await context.close();
});

test("a file dropped on the card is taken, and one beyond the limit is told before it is sent", async () => {
  const { page, context, faults } = await enter("elena");
  await page.goto(`/companies/${client.id}`);
  const drop = (name, size) => page.evaluate(([name, size]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(size)], name));
    document.querySelector(".add-files .drop-zone").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [name, size]);
  await drop("enorme.bin", 26 << 20);
  assert.match(await page.innerText(".add-files .beyond"), /enorme\.bin.*25 MB/);
  await drop("dropped.bin", 12);
  assert.equal(await page.locator(".add-files .beyond").count(), 0);
  await page.click(".add-files button[type=submit]");
  await page.waitForSelector(".toast");
  assert.equal(ask("document", "--where", 'name == "dropped.bin"', "--measure", "count").total.count, 1);
  assert.deepEqual(faults, []);
  await context.close();
});
