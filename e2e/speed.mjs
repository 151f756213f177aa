// What a person waits for in the browser, for bin/bench: node speed.mjs URL EMAIL PASSWORD ROUNDS
// One JSON object a line: { name, unit, rounds }, whole microseconds or bytes. Times are the page's own clock: from the navigation, click or
// key to the frame that shows the answer.
import { openBrowser, signIn } from "./stage.mjs";

const [url, email, password, count] = process.argv.slice(2);
const rounds = Number.parseInt(count, 10);
const list = "/deals?segment=open&columns=name,amount,stage,owner";
const browser = await openBrowser();

const visitor = (options) => signIn(browser, url, { email, password }, options);

const tell = (name, unit, figures) => console.log(JSON.stringify({ name, unit, rounds: figures.map((figure) => Math.round(figure)) }));
const painted = async (page) => {
  const paint = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  return (await paint.jsonValue()) * 1000;
};

async function repeat(act, times = rounds) {
  const figures = [];
  for (let round = 0; round < times; round += 1) figures.push(await act(round));
  return figures;
}

/** Bytes over the wire, and the time to the list, for a browser that was never here. */
async function firstVisit(network) {
  const { context, page } = await visitor();
  const cookies = await context.cookies();
  await context.close();
  const fresh = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  await fresh.addCookies(cookies);
  const seen = await fresh.newPage();
  const wire = await fresh.newCDPSession(seen);
  let bytes = 0;
  await wire.send("Network.enable");
  if (network) await wire.send("Network.emulateNetworkConditions", { offline: false, ...network });
  wire.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
  await seen.goto(list, { waitUntil: "load" });
  // Not until the network rests: an open list goes on listening.
  await seen.waitForTimeout(1_000);
  const time = await painted(seen);
  await fresh.close();
  return { bytes, time };
}

/** From here to the frame after the next change that `until` sees. */
const waits = (page, act, until) => page.evaluate(([act, until]) => new Promise((done) => {
  const begun = performance.now();
  const is = new Function(`return ${until}`);
  const look = () => (is() ? requestAnimationFrame(() => done((performance.now() - begun) * 1000)) : requestAnimationFrame(look));
  new Function(act)();
  look();
}), [act, until]);

const first = await firstVisit();
tell("browser: first visit to a list, bytes", "B", [first.bytes]);
tell("browser: first visit to a list, visible", "µs", await repeat(async () => (await firstVisit()).time, 5));
const slow = await firstVisit({ latency: 300, downloadThroughput: 125_000, uploadThroughput: 125_000 });
tell("browser: the same over 300 ms and 1 Mbit/s", "µs", [slow.time]);

const { page } = await visitor({ bypassCSP: true });
tell("browser: list visible after navigation", "µs", await repeat(async (round) => {
  await page.goto(round % 2 ? list : "/companies");
  return painted(page);
}));
await page.addInitScript(() => {
  globalThis.shifted = 0;
  new PerformanceObserver((all) => all.getEntries().forEach((entry) => { globalThis.shifted += entry.value; })).observe({ type: "layout-shift", buffered: true });
});
const shifts = await repeat(async (round) => {
  await page.goto(["/", list, "/deals/board", "/companies", "/truth"][round % 5]);
  await page.waitForTimeout(200);
  return page.evaluate(() => globalThis.shifted * 1_000_000);
}, 5);
tell("browser: layout shift, millionths", "", [Math.max(...shifts)]);
await page.goto(list);
const firstRow = "document.querySelector('tbody tr[data-href]').dataset.href";
const further = page.locator(".pager [data-key=m]");
if ((await further.count()) === 0) console.error("browser: next page of a list: left out, all rows of this company's list are on one page");
else tell("browser: next page of a list", "µs", await repeat(async () => {
  // From the first page again after the last.
  if ((await further.count()) === 0) await page.goto(list);
  const before = await page.evaluate(`(${firstRow})`);
  return waits(page, "document.querySelector('.pager [data-key=m]').click()", `${firstRow} !== ${JSON.stringify(before)}`);
}));
tell("browser: palette, first letters to records", "µs", await repeat(async () => {
  await page.goto(list);
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog[open] input");
  return waits(page, "const input = document.querySelector('dialog[open] input'); input.value = 'ros'; input.dispatchEvent(new InputEvent('input', { bubbles: true }));",
    "[...document.querySelectorAll('dialog[open] [role=option]')].some((option) => /ros/i.test(option.textContent))");
}, Math.min(rounds, 10)));
await page.goto(list);
for (const key of ["j", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
tell("browser: a cell saved in place", "µs", await repeat(async (round) => {
  await page.keyboard.press("F2");
  await page.waitForSelector(".cell-form :focus");
  await page.fill(".cell-form [name=amount]", String(1000 + round));
  return waits(page, "document.querySelector('.cell-form').requestSubmit()", "!document.querySelector('.cell-form')");
}));
await browser.close();
