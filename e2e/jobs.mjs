// Twelve everyday jobs, done as a person does them, with every key and click counted. `node jobs.mjs` prints the table of docs/guide/jobs.md.
import { pathToFileURL } from "node:url";
import { firstRecord } from "./pages.mjs";

/** What the hand does, counted: keys that command, letters that are typed, clicks. */
export class Hand {
  constructor(page) {
    Object.assign(this, { page, keys: 0, letters: 0, clicks: 0 });
  }
  async press(...keys) {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }
  async type(text) {
    this.letters += text.length;
    await this.page.keyboard.type(text);
  }
  async click(place) {
    this.clicks += 1;
    await this.page.locator(place).first().click();
  }
  /** Tab until the focus is on a field of this name. */
  async tabTo(name) {
    for (let at = 0; at < 12; at += 1) {
      await this.press("Tab");
      if (await this.page.evaluate((name) => document.activeElement?.name === name, name)) return;
    }
    throw new Error(`no field ${name} by Tab`);
  }
}

const card = async (page, list) => page.goto(await firstRecord(page, list));
const told = (page, text) => page.getByText(text).first().waitFor();

/** Each: its name, the page one is on, and how it is done; `done` throws where it is not. */
export const jobs = [
  {
    name: "Find a client by half a phone number",
    from: (page) => page.goto("/"),
    async done({ page, hand, ask }) {
      const { id, fields } = ask("elena", "company", "--where", "phone != null", "--fields", "phone", "--limit", "1").rows[0];
      await hand.press("Control+k");
      await hand.type(fields.phone.slice(-6));
      await page.waitForSelector("#palette-records [role=option]");
      await hand.press("Enter");
      await page.waitForURL(`**/companies/${id}`);
    },
  },
  {
    name: "Log a call",
    from: (page) => card(page, "/companies"),
    async done({ page, hand }) {
      await hand.press("c");
      await hand.type("Wants the offer on Monday");
      await hand.press("Control+Enter");
      await told(page, "Wants the offer on Monday");
    },
  },
  {
    name: "Set a task with a day",
    from: (page) => card(page, "/companies"),
    async done({ page, hand }) {
      await hand.press("t");
      await hand.type("Send the offer");
      await hand.tabTo("due");
      await hand.type("12012031");
      await hand.press("Control+Enter");
      await told(page, "Send the offer");
    },
  },
  {
    name: "Tick a task off",
    from: (page) => page.goto("/day?of=me"),
    async done({ page, hand }) {
      const task = await page.locator(".day form:has(button[aria-label^=Done])").first().getAttribute("action");
      await hand.click(".day button[aria-label^=Done]");
      await page.waitForFunction((task) => !document.querySelector(`.day form[action="${task}"]`), task);
    },
  },
  {
    name: "Move a deal one stage on",
    from: (page) => card(page, "/deals?segment=open&sort=created_at"),
    async done({ page, hand }) {
      const before = await page.innerText("[aria-current=step]");
      await hand.press("p");
      await hand.press("Enter");
      await page.waitForFunction((before) => document.querySelector("[aria-current=step]")?.innerText !== before, before);
    },
  },
  {
    name: "Change an amount in the list",
    from: (page) => page.goto("/deals?segment=open&columns=name,amount,owner"),
    async done({ page, hand }) {
      await hand.press("j", "ArrowRight", "ArrowRight", "Enter");
      await page.waitForSelector(".cell-form :focus");
      await hand.press("Control+a");
      await hand.type("4321");
      await hand.press("Enter");
      await page.waitForSelector(".cell-form", { state: "detached" });
      await told(page, "4,321");
    },
  },
  {
    name: "Create a deal",
    from: (page) => page.goto("/deals"),
    async done({ page, hand }) {
      await hand.press("n");
      await page.waitForURL("**/deals/new");
      await hand.type("Chairs for the hall");
      await hand.press("Control+Enter");
      await page.waitForURL(/\/deals\/\d+$/);
    },
  },
  {
    name: "Hand a client over to a colleague",
    from: (page) => card(page, "/companies"),
    async done({ page, hand }) {
      await hand.press("h");
      await page.waitForSelector(".choose:focus");
      await hand.press("Enter");
      await page.waitForURL((at) => !at.pathname.endsWith("/transfer"));
    },
  },
  {
    name: "See who is behind, and the very records",
    from: (page) => page.goto("/tasks"),
    async done({ page, hand }) {
      await hand.press("g", await page.getAttribute("a.side-link[href='/day']", "data-go"));
      await page.waitForURL((at) => at.pathname === "/day");
      await hand.click("td .figure-link");
      await page.waitForSelector("tbody tr[data-href]");
    },
  },
  {
    name: "Narrow a list and keep it",
    from: (page) => page.goto("/deals"),
    async done({ page, hand }) {
      await hand.click("summary[data-key=f]");
      await hand.click(".menu-item:text-is('Amount')");
      await page.waitForSelector("#filter-value");
      await hand.click("#filter-value");
      await hand.type("1000");
      await hand.press("Enter");
      await page.waitForSelector(".chip-link:has-text('Amount')");
      await hand.press("p");
      await page.waitForSelector("#view-name:focus");
      await hand.type("Large");
      await hand.press("Enter");
      await page.waitForURL(/view=\d+/);
    },
  },
  {
    name: "Take a list out as a spreadsheet",
    from: (page) => page.goto("/deals"),
    async done({ page, hand }) {
      await hand.press("y");
      await page.waitForURL("**/deals/export**");
      await page.waitForLoadState();
      const file = page.waitForEvent("download");
      await hand.press("s");
      await file;
    },
  },
  {
    name: "Look at a record beside the list",
    from: (page) => page.goto("/deals"),
    async done({ page, hand }) {
      await hand.press("j", "Space");
      await page.waitForSelector("#peek-body h1");
    },
  },
];

/** Does all of them; a row of the table each. */
export async function all({ page, ask }) {
  const rows = [];
  for (const job of jobs) {
    await job.from(page);
    await page.evaluate(() => document.activeElement?.blur());
    const hand = new Hand(page);
    const begun = performance.now();
    await job.done({ page, hand, ask });
    const { keys, letters, clicks } = hand;
    rows.push({ name: job.name, keys, letters, clicks, milliseconds: Math.round(performance.now() - begun) });
  }
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { house } = await import("./stage.mjs");
  const stage = await house({ demo: "full" });
  const { page } = await stage.enter("elena");
  for (const row of await all({ page, ask: stage.ask })) console.log(`| ${row.name} | ${row.keys} | ${row.letters} | ${row.clicks} | ${(row.milliseconds / 1000).toFixed(1)} s |`);
}
