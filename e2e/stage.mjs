// A stage for the browser tests: one Candor on a free port with its own database, one Chromium, people signed in.
import { spawn, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "..");
export const program = process.env.CANDOR_PROGRAM ?? join(root, "target/debug/candor");
export const shared = process.env.CANDOR_SHARED ?? resolve(root, "../shared");

/** Runs one command of Candor and gives its JSON answer. */
export function command(...args) {
  return JSON.parse(execFileSync(program, [...args, "--json"], { encoding: "utf8", maxBuffer: 64 << 20 }));
}

/** The address of a PostgreSQL database in which each company gets a schema; without it each has a file. */
const postgres = process.env.CANDOR_POSTGRES;
let made = 0;

/** The demo company as this build of the program tells it in this hour: made once, and each company is a copy of it. */
function demoOf(length) {
  const kept = join(root, "target/e2e");
  const build = Math.round(statSync(program).mtimeMs).toString(36);
  const folder = join(kept, `${length}-${build}-${new Date().toISOString().slice(0, 13)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  for (const old of readdirSync(kept).filter((name) => name.startsWith(`${length}-`))) rmSync(join(kept, old), { recursive: true });
  const making = mkdtempSync(join(kept, "making-"));
  const told = command("demo", "--db", `sqlite:${join(making, "candor.db")}`, "--length", length);
  // What belongs to the process that wrote it, and is no part of the data.
  for (const of of ["candor.db-shm", "candor.db-lock"]) rmSync(join(making, of), { force: true });
  writeFileSync(join(making, "told.json"), JSON.stringify(told));
  try {
    renameSync(making, folder);
  } catch (error) {
    // Another run was first.
    rmSync(making, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** A company of its own: `{ db, people, owner }`; with the demo story, or empty with one owner. */
export function makeCompany({ demo = "short" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "candor-e2e-"));
  const db = postgres ? `${postgres}?schema=e2e_${process.pid}_${++made}` : `sqlite:${join(folder, "candor.db")}`;
  if (demo && postgres) {
    return { folder, db, people: command("demo", "--db", db, "--length", demo).people };
  }
  if (demo) {
    cpSync(demoOf(demo), folder, { recursive: true });
    return { folder, db, people: JSON.parse(readFileSync(join(folder, "told.json"), "utf8")).people };
  }
  const owner = command("user", "create", "--db", db, "--name", "Elena Vidal", "--email", "elena@vidal.example", "--role", "owner");
  return { folder, db, people: [owner] };
}

/** Serves the company until `stop()`. */
export async function serve(company) {
  const child = spawn(program, ["serve", "--db", company.db, "--files", join(company.folder, "files"), "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`candor serve ended with ${code}`)));
    lines.on("line", (line) => {
      const found = line.match(/https?:\/\/127\.0\.0\.1:\d+/);
      if (found) done(found[0]);
    });
  });
  const ended = new Promise((done) => child.once("exit", done));
  return {
    url,
    /** As if the power went: nothing is put in order. */
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(company.folder, { recursive: true, force: true });
    },
  };
}

/** Debian's Chromium, with no traffic of its own. */
export async function openBrowser() {
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
  if (!executablePath) throw new Error("Chromium is missing: apt-get install chromium");
  return chromium.launch({
    executablePath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A page where this person is signed in. Fails the test on any script error or broken policy. */
export async function signIn(browser, url, person, options = {}) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4(04|22|09|03)/.test(message.text())) faults.push(message.text());
  });
  await page.goto("/sign-in");
  await page.fill("input[name=email]", person.email);
  await page.fill("input[name=password]", person.password);
  await page.click("main button[type=submit]");
  await page.waitForURL((at) => !at.pathname.startsWith("/sign-in"));
  return { context, page, faults };
}

/** One company, served, and a browser, for the tests of a file: `person`, `enter` and `ask` by the name before the `@`. */
export async function house(options) {
  const company = makeCompany(options);
  const server = await serve(company);
  const browser = await openBrowser();
  after(async () => {
    await browser.close();
    await server.stop();
  });
  const person = (name) => company.people.find((p) => p.email.startsWith(`${name}@`));
  const enter = (name, options) => signIn(browser, server.url, person(name), options);
  const ask = (who, ...args) => command("query", ...args, "--db", company.db, "--as", person(who).email);
  return { company, server, browser, person, enter, ask };
}

/** A deal of one's own in its first stage, made by the form; gives its id. */
export async function makeDeal(page, name) {
  await page.goto("/deals/new");
  await page.fill("main [name=name]", name);
  await page.fill("main [name=amount]", "1234.50");
  await page.press("main [name=name]", "Enter");
  await page.waitForURL(/\/deals\/\d+$/);
  return page.url().match(/(\d+)$/)[1];
}
