// Takes pictures of every main page of the demo company, to look at: 1440 and 360 px, light and dark, three languages.
//   node pictures.mjs FOLDER [--readme]   with --readme, only the ones that README shows, into docs/guide/pictures
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeCompany, openBrowser, serve, signIn } from "./stage.mjs";
import { firstRecord, pages } from "./pages.mjs";

const folder = resolve(process.argv[2] ?? "pictures");
const forReadme = process.argv.includes("--readme");
mkdirSync(folder, { recursive: true });

const company = makeCompany({ demo: "full" });
const server = await serve(company);
const browser = await openBrowser();
const owner = company.people.find((person) => person.role === "owner");

const taken = ["home", "truth", "companies", "deals", "board", "funnel", "figures", "new", "search", "import", "people", "roles", "evidence", "settings", "tasks"];

async function take(page, name, path) {
  const answer = await page.goto(path);
  if (!answer.ok()) console.error(`${name}: ${answer.status()} at ${path}`);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

async function round(label, options, only = taken, lang = "en") {
  const { page, context, faults } = await signIn(browser, server.url, owner, options);
  await context.addCookies([
    { name: "candor_language", value: lang, url: server.url },
    { name: "candor_theme", value: options.colorScheme ?? "light", url: server.url },
  ]);
  for (const name of only) await take(page, `${name}-${label}`, pages[name]);
  for (const [name, list] of [["card", "/deals"], ["company", "/companies?q=consorcio"]]) {
    await take(page, `${name}-${label}`, await firstRecord(page, list));
  }
  for (const fault of faults) console.error(`${label}: ${fault}`);
  await context.close();
}

const wide = { viewport: { width: 1440, height: 900 } };
const narrow = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
if (forReadme) {
  const { page } = await signIn(browser, server.url, owner, wide);
  for (const name of ["truth", "board"]) {
    await page.goto(pages[name]);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
} else {
  await round("light", { ...wide, colorScheme: "light" });
  await round("dark", { ...wide, colorScheme: "dark" }, ["truth", "deals", "board", "funnel", "new", "people"]);
  await round("narrow", narrow);
  await round("es", wide, ["truth", "deals", "new", "import"], "es");
  await round("ru", wide, ["home", "truth", "deals", "board", "new", "people"], "ru");
}
await browser.close();
await server.stop();
