// What others change while one looks. One stream for the page while it is visible; what changed is drawn by the page's own address.
// Whoever types, picks or has something open is not disturbed: a quiet bar says that there is something to see.
import htmx from "htmx.org";
import { BY_ITSELF, ring } from "./bell";
import { current, focus, rowAt } from "./grid";
import { isTyping } from "./keys";

interface Changed {
  count: number;
  ids: number[];
  by: string | null;
}

const SHOWN_FOR = 2400;

let source: EventSource | null = null;
let listening = "";
let last = "";
let missed = 0;
/** What is being drawn by itself: it waits when somebody takes something up before it is here. */
let drawing: Changed | null = null;
const changedRows = new Set<string>();

const marker = (): HTMLElement | null =>
  document.querySelector<HTMLElement>("#main [data-live]:not(#peek *)") ?? document.querySelector<HTMLElement>("#main[data-live]");
const kind = (): string => marker()?.dataset.liveKind ?? "";
const bar = (): HTMLElement | null => document.getElementById("live-bar");
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("#list [data-rows] tr[data-href], #board .tile, .day li[data-href]")];
const idOf = (href: string | undefined): string => href?.split("/").pop() ?? "";

function start(): void {
  const mark = marker();
  if (!mark?.dataset.live || document.hidden) return;
  const address = new URL(mark.dataset.live, window.location.href);
  const since = address.searchParams.get("since") ?? "";
  address.searchParams.delete("since");
  const wanted = address.toString();
  if (source && source.readyState !== EventSource.CLOSED && wanted === listening) return;
  stop();
  listening = wanted;
  // Short, so that hundreds of them still pass as an address.
  const shown = rows().map((row) => Number(idOf(row.dataset.href)).toString(36));
  if (shown.length > 0) address.searchParams.set("shown", shown.join("."));
  address.searchParams.set("since", last || since);
  source = new EventSource(address);
  source.addEventListener("changed", (event) => {
    keep(event);
    changed(JSON.parse((event as MessageEvent<string>).data) as Changed);
  });
  source.addEventListener("here", (event) => {
    keep(event);
    void greet();
  });
  source.addEventListener("told", (event) => {
    keep(event);
    void ring();
  });
}

function keep(event: Event): void {
  if (event instanceof MessageEvent && event.lastEventId) last = event.lastEventId;
}

function stop(): void {
  source?.close();
  source = null;
}

/** Who else has the card open. */
async function greet(): Promise<void> {
  const address = document.querySelector<HTMLElement>("#here:not(#peek *)")?.dataset.here;
  if (address) await htmx.ajax("GET", address, { source: "#here", target: "#here", swap: "outerHTML", headers: BY_ITSELF } as never);
}

/** What is open, picked, held in the hand, under the mouse or loaded further: drawing the page anew would take it away. */
const IN_HAND = [
  "#main details.menu-inline[open], #main .cell-form, #list details[open], #list .tick input:checked, dialog[open], #main [popover]:popover-open, #list .htmx-request",
  "#board .tile-held, #board .sortable-chosen, #board .htmx-request, #board[data-grown], .day form:hover, .day a.btn:hover",
].join();

function isBusy(): boolean {
  if (document.querySelector(IN_HAND) || kind() === "form") return true;
  const at = document.activeElement;
  return (isTyping(at) && !!at?.closest("#main")) || isDirty(document.getElementById("main"));
}

function isDirty(within: HTMLElement | null): boolean {
  const fields = within?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('form[method="post"] :is(input[type=text], input[type=file], input:not([type]), textarea)');
  return [...(fields ?? [])].some((field) => field.value !== field.defaultValue);
}

function changed(what: Changed): void {
  missed += what.count;
  for (const id of what.ids) changedRows.add(String(id));
  if (isBusy()) say(what.by);
  else void drawByItself({ count: missed, ids: [...changedRows].map(Number), by: what.by });
}

async function drawByItself(what: Changed): Promise<void> {
  drawing = what;
  await show();
  drawing = null;
}

document.addEventListener("htmx:before:swap", (event) => {
  const from = (event as CustomEvent<{ ctx?: { sourceElement?: unknown } }>).detail?.ctx?.sourceElement;
  if (from !== bar()) return;
  place = here();
  // Another list by now, or one that has grown.
  const isOther = asked !== "" && asked !== window.location.pathname + window.location.search;
  if (!drawing || !(isBusy() || isOther)) return;
  event.preventDefault();
  missed += drawing.count;
  for (const id of drawing.ids) changedRows.add(String(id));
  say(drawing.by);
});

function say(by: string | null): void {
  const shown = bar();
  if (!shown) return;
  const { count = "", by: byName = "", somebody = "" } = shown.dataset;
  const words = ["list", "board"].includes(kind()) ? count.replace("#", String(missed)) : by ? byName.replace("#", by) : somebody;
  const said = shown.querySelector("span");
  if (said) said.textContent = words;
  const [button, link] = [shown.querySelector<HTMLElement>("[data-live-show]"), shown.querySelector<HTMLAnchorElement>("[data-live-look]")];
  if (button) button.hidden = kind() === "form";
  if (link) {
    link.hidden = kind() !== "form";
    link.href = window.location.pathname.replace(/\/edit$/, "");
  }
  shown.hidden = false;
}

/** The pieces of the page by which it is told what is new in it. */
function pieces(): [string, HTMLElement][] {
  const facts = document.querySelectorAll<HTMLElement>("#main:not(:has(#list)) dl > div");
  const comments = document.querySelectorAll<HTMLElement>("#main .comment");
  return [
    ...rows().map((row): [string, HTMLElement] => [row.dataset.href ?? "", row]),
    ...[...facts].map((fact, at): [string, HTMLElement] => [`fact ${at}`, fact]),
    ...[...comments].map((comment): [string, HTMLElement] => [comment.id, comment]),
  ];
}

interface Place {
  row: string;
  column: number;
  tile: string;
}

/** Where the keys are, read when the page is about to be drawn: somebody may have gone on while it was fetched. */
let place: Place | null = null;
/** The address that is being asked. */
let asked = "";

function here(): Place {
  const cell = current();
  const tile = document.activeElement?.closest("#board .tile")?.id ?? "";
  return { row: cell?.closest<HTMLElement>("tr")?.dataset.href ?? "", column: cell?.cellIndex ?? 0, tile };
}

async function show(): Promise<void> {
  const from = bar();
  if (!from || !marker()) return;
  const before = new Map(pieces().map(([name, piece]) => [name, piece.innerText]));
  const unfolded = [...document.querySelectorAll<HTMLDetailsElement>("#main details[open] > summary")].map((summary) => summary.textContent);
  const ids = [...changedRows];
  forget();
  const address = window.location.pathname + window.location.search;
  // From the bar, so that nothing of the page looks as if it waited.
  const list = { source: from, target: "#list", select: "#list", swap: "outerMorph", headers: BY_ITSELF };
  const board = { ...list, target: "#board", select: "#board" };
  const whole = { ...list, target: "#main", select: "#main > *", swap: "innerMorph" };
  place = null;
  asked = address;
  await htmx.ajax("GET", address, ({ list, board }[kind()] ?? whole) as never);
  for (const summary of document.querySelectorAll<HTMLElement>("#main details:not([open]) > summary")) {
    if (unfolded.includes(summary.textContent) && summary.parentElement instanceof HTMLDetailsElement) summary.parentElement.open = true;
  }
  if (kind() === "card") void greet();
  if (kind() === "board") document.dispatchEvent(new CustomEvent("candor:drawn"));
  // Unless somebody has gone on by now.
  if (place && !document.querySelector("#main .cell-form") && !isTyping(document.activeElement)) back(place);
  light(before);
  await besides(from, ids);
}

function back({ row, column, tile }: Place): void {
  if (row) focus(rowAt(row)?.cells[column]);
  if (tile) document.querySelector<HTMLElement>(`#${tile} a`)?.focus({ preventScroll: true });
}

/** The card beside the list, when it is of a record that changed. */
async function besides(from: HTMLElement, ids: string[]): Promise<void> {
  const peek = document.getElementById("peek");
  const href = peek && !peek.hidden ? (peek.dataset.href ?? "") : "";
  if (!href || !ids.includes(idOf(href)) || isDirty(peek) || peek?.contains(document.activeElement)) return;
  await htmx.ajax("GET", href, { source: from, target: "#peek-body", select: "#main > *", swap: "innerMorph", headers: BY_ITSELF } as never);
}

function light(before: Map<string, string>): void {
  for (const [name, piece] of pieces()) {
    if (before.get(name) === piece.innerText) continue;
    piece.classList.add("just-changed");
    window.setTimeout(() => piece.classList.remove("just-changed"), SHOWN_FOR);
  }
}

function forget(): void {
  missed = 0;
  changedRows.clear();
  const shown = bar();
  if (shown) shown.hidden = true;
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-live-show]")) void show();
});
document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
window.addEventListener("pagehide", stop);
window.addEventListener("pageshow", start);
// A filter or a further page is another list.
document.addEventListener("htmx:after:swap", (event) => {
  const target = (event as CustomEvent<{ ctx?: { target?: unknown } }>).detail?.ctx?.target;
  if (target instanceof Element && target.id === "list" && !bar()?.hidden) forget();
  if (target instanceof Element && target.matches(".board-more, .board-tiles")) document.getElementById("board")?.setAttribute("data-grown", "");
  // Of rows that came under the others it is not known yet that they are here.
  if (target instanceof Element && target.matches("#list tbody")) stop();
  start();
});
start();
