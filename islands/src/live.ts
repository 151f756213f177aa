// Another's change comes into the open list or card by itself, and never into what somebody is in the middle of: there the page
// says that something was changed, and shows it when asked. A tab that nobody sees hears nothing.
import htmx from "htmx.org";
import { current, focus, rowAt, rowOf } from "./grid";
import { isBusy } from "./busy";

/** Between two fetches; longer while one change follows another. */
const SOON = 700;
const LATEST = 15_000;
/** A stream that ended is opened again; one that was refused, later. */
const AGAIN = 3_000;
const REFUSED = 60_000;
/** What this page sent itself it shows already. */
const OWN_WITHIN = 5_000;

const mark = (): HTMLElement | null => document.querySelector<HTMLElement>("[data-live]:not(#peek *)");
const regionOf = (at: HTMLElement | null): HTMLElement | null => document.getElementById(at?.dataset.region ?? "");

let stream: EventSource | null = null;
let followed = "";
let opening = 0;

function leave(): void {
  window.clearTimeout(opening);
  stream?.close();
  stream = null;
}

function follow(): void {
  leave();
  const at = mark();
  if (!at || document.hidden) return;
  followed = at.dataset.live ?? "";
  const opened = new EventSource(`${followed}&since=${at.dataset.since ?? ""}`);
  let held = false;
  stream = opened;
  opened.onopen = () => (held = true);
  opened.onerror = () => {
    leave();
    opening = window.setTimeout(follow, held ? AGAIN + Math.random() * AGAIN : REFUSED);
  };
  opened.addEventListener("changed", (event) => hear((event as MessageEvent<string>).data === "own"));
}

let sentAt = -OWN_WITHIN;
document.addEventListener("htmx:before:request", (event) => {
  const method = (event as CustomEvent<{ ctx: { request: { method: string } } }>).detail.ctx.request.method;
  if (method !== "GET") sentAt = performance.now();
});

let waiting = 0;
let fetchedAt = -LATEST;
let gap = SOON;

function hear(isOwn: boolean): void {
  const now = performance.now();
  if (isOwn && (now - sentAt < OWN_WITHIN || !regionOf(mark()))) return;
  if (waiting) return;
  // The first comes at once. Where they come thick and fast, as from an import, they are fetched together.
  gap = now - fetchedAt > gap ? Math.max(gap / 2, SOON) : Math.min(2 * gap, LATEST);
  waiting = window.setTimeout(come, Math.max(fetchedAt + gap - now, 0));
}

function come(): void {
  waiting = 0;
  const region = regionOf(mark());
  if (!region || isBusy(region)) note();
  else void fetchAnew();
}

/** Said where messages are said. */
function note(): void {
  const drawn = mark()?.querySelector("template")?.content.firstElementChild;
  const said = document.querySelector(".toasts");
  if (drawn && said && !said.querySelector(".live-note")) said.append(document.importNode(drawn, true));
}

const unnote = (): void => document.querySelector(".live-note")?.remove();

/** A region on its way, with what must be there again when it has come. */
interface Coming {
  asked: boolean;
  region: string;
  rows: Map<string, string>;
  cell: { href: string; column: number } | null;
  aside: number;
}

let coming: Coming | null = null;

const rowsOf = (region: HTMLElement): HTMLElement[] => [...region.querySelectorAll<HTMLElement>("[data-href]")];
const said = (row: HTMLElement): string => (row.textContent ?? "").replace(/\s+/g, " ");

async function fetchAnew(asked = false): Promise<void> {
  const at = mark();
  const region = regionOf(at);
  if (!at || !region || coming) return;
  const cell = current();
  fetchedAt = performance.now();
  coming = {
    asked,
    region: region.id,
    rows: new Map(rowsOf(region).map((row) => [row.dataset.href ?? "", said(row)])),
    cell: cell && region.contains(cell) ? { href: rowOf(cell)?.dataset.href ?? "", column: cell.cellIndex } : null,
    aside: region.querySelector(".table-wrap")?.scrollLeft ?? 0,
  };
  const isMain = region.id === "main";
  const [select, swap] = isMain ? ["#main > *", "innerHTML"] : [`#${region.id}`, "outerHTML"];
  const here = window.location.pathname + window.location.search;
  await htmx.ajax("GET", here, { source: at, target: region, select, swap, headers: { "Candor-Live": "yes" } } as never);
  // It did not come: the way there is the page itself.
  if (coming && asked) window.location.reload();
  coming = null;
}

const isOurs = (event: Event): boolean => !!coming && event.target instanceof HTMLElement && event.target.matches("[data-live]");

document.addEventListener("htmx:before:response", (event) => {
  const status = (event as CustomEvent<{ ctx: { response: { status: number } } }>).detail.ctx.response.status;
  if (isOurs(event) && status !== 200) keep(event);
});
// Whoever began something while it was fetched is not interrupted either.
document.addEventListener("htmx:before:swap", (event) => {
  const region = coming && document.getElementById(coming.region);
  if (isOurs(event) && !coming?.asked && region && isBusy(region)) keep(event);
});

function keep(event: Event): void {
  event.preventDefault();
  note();
}

document.addEventListener("htmx:after:swap", () => {
  const came = coming;
  coming = null;
  const region = came && document.getElementById(came.region);
  if (!came || !region) {
    if (mark()?.dataset.live !== followed || !stream) follow();
    return;
  }
  unnote();
  const wrap = region.querySelector(".table-wrap");
  if (wrap) wrap.scrollLeft = came.aside;
  if (came.cell) focus(rowAt(came.cell.href)?.cells[came.cell.column]);
  for (const row of rowsOf(region)) {
    if (came.rows.get(row.dataset.href ?? "") !== said(row)) row.classList.add("just-changed");
  }
});

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-live-show]")) void fetchAnew(true);
});
document.addEventListener("visibilitychange", follow);
window.addEventListener("pagehide", leave);
window.addEventListener("pageshow", (event) => event.persisted && follow());
follow();
