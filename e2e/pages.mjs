// The pages of the product, one address each, for tests and pictures that go through all of them.

/** Pages that have an address of their own. */
export const pages = {
  home: "/", day: "/day?of=me", truth: "/truth", companies: "/companies", deals: "/deals", tasks: "/tasks", tickets: "/tickets",
  grouped: "/deals?group=stage&foot=amount:avg&sort=-amount", filtered: "/companies?add=deals.stage&where=open_amount > 0",
  board: "/deals/board", boardBy: "/companies/board?by=industry", boardLanes: "/deals/board?lanes=owner", funnel: "/deals/funnel", figures: "/deals/figures?group=owner&measure=count,won_amount,win_rate",
  export: "/deals/export", new: "/deals/new", calendar: "/calendar", month: "/calendar?view=month", team: "/calendar?view=team", search: "/search?q=consorcio", nothing: "/search?q=zzzzqq", import: "/import",
  people: "/people", roles: "/roles", roleNew: "/roles/new?like=seller", roleMenu: "/roles/seller/menu", ownMenu: "/account/menu", rules: "/rules", evidence: "/evidence", notifications: "/notifications", fields: "/fields", stages: "/fields/deal/stage", layout: "/kinds/deal/layout", settings: "/settings", mail: "/settings/mail", mailSent: "/settings/mail/sent", start: "/start", look: "/look", account: "/account",
  missing: "/nowhere",
};

/** The first record of a list: its address, for the pages that hang on it. */
export async function firstRecord(page, list) {
  await page.goto(list);
  return page.locator(`table tbody a[href^='/${list.split(/[/?]/)[1]}/']`).first().getAttribute("href");
}
