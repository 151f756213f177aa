// Nothing typed is lost: a form marked `data-draft` is kept a moment after the typing stops, and filled in again when it is
// opened anew: after a crash, a session that ended, another language. What was saved or dropped is forgotten.
import { canKeep, drop, dropAll, find, keep } from "./draft_store";
import { empty, fill, remember, typed } from "./draft_fields";

const SOON = 150;
const FORM = "form[data-draft]";
/** Forms whose last change is not kept yet. */
const waiting = new Map<HTMLFormElement, number>();
/** By address, the fields that are in the draft, whatever the server has written into the form since. */
const own = new Map<string, Set<string>>();

const seen = new WeakSet<HTMLFormElement>();

const formOf = (target: EventTarget | null): HTMLFormElement | null => (target instanceof Element ? target.closest<HTMLFormElement>(FORM) : null);
const versionOf = (form: HTMLFormElement): HTMLInputElement | null => form.querySelector<HTMLInputElement>("input[type=hidden][name=version]");

/** Where a draft belongs: the form's own address, of a new record with what it begins with. */
function addressOf(form: HTMLFormElement): string {
  const address = form.dataset.draft ?? "";
  if (address !== window.location.pathname || !address.endsWith("/new")) return address;
  const asked = new URLSearchParams(window.location.search);
  asked.delete("back");
  return asked.size > 0 ? `${address}?${asked}` : address;
}

/** Keeps it now; false when that is not possible. */
export async function keepNow(form: HTMLFormElement): Promise<boolean> {
  window.clearTimeout(waiting.get(form));
  waiting.delete(form);
  const address = addressOf(form);
  const fields = typed(form, own.get(address) ?? new Set());
  if (Object.keys(fields).length === 0) {
    drop(address);
    return true;
  }
  own.set(address, new Set(Object.keys(fields)));
  const draft = { at: Date.now(), lang: document.documentElement.lang, version: versionOf(form)?.value ?? null, fields };
  return keep(address, draft);
}

/** Everything that waits. */
export const keepAll = (): Promise<boolean[]> => Promise.all([...waiting.keys()].map(keepNow));
export const isWaiting = (): boolean => waiting.size > 0;

/** It is saved, or not wanted. */
export function forget(form: HTMLFormElement): void {
  window.clearTimeout(waiting.get(form));
  waiting.delete(form);
  own.delete(addressOf(form));
  drop(addressOf(form));
}

/** Fills in what was typed here before, once a form; one that came back with faults brought it along. */
export async function restore(form: HTMLFormElement, isAnswer = false): Promise<void> {
  if (seen.has(form)) return;
  seen.add(form);
  remember(form);
  if (isAnswer) return;
  const address = addressOf(form);
  const draft = await find(address);
  if (!draft || !form.isConnected || Object.keys(typed(form, new Set())).length > 0) return;
  fill(form, draft.fields, draft.lang);
  own.set(address, new Set(Object.keys(draft.fields)));
  const version = versionOf(form);
  // What others changed since is told when it is saved, as to anybody who had the form open all the time.
  if (version && draft.version && version.value !== draft.version) {
    version.dataset.now = version.value;
    version.value = draft.version;
  }
  say(form, draft.at);
}

function say(form: HTMLFormElement, at: number): void {
  const said = form.querySelector<HTMLElement>("[data-draft-again]");
  const words = said?.querySelector("span");
  if (!said || !words) return;
  // As everywhere in the product: the day first, 24 hours.
  const lang = document.documentElement.lang;
  const when = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "medium", timeStyle: "short", timeZone: said.dataset.zone });
  words.textContent = (said.dataset.draftAgain ?? "").replace("#", when.format(at));
  said.hidden = false;
}

function changed(event: Event): void {
  const form = formOf(event.target);
  if (!form) return;
  window.clearTimeout(waiting.get(form));
  waiting.set(form, window.setTimeout(() => void keepNow(form), SOON));
}
for (const kind of ["input", "change", "candor:chosen"]) document.addEventListener(kind, changed);
for (const kind of ["pagehide", "beforeunload"]) window.addEventListener(kind, () => void keepAll());
document.addEventListener("visibilitychange", () => document.hidden && void keepAll());

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-draft-drop]") : null;
  const form = formOf(button);
  if (!button || !form) return;
  forget(form);
  empty(form);
  const version = versionOf(form);
  if (version?.dataset.now) version.value = version.dataset.now;
  button.closest<HTMLElement>("[data-draft-again]")!.hidden = true;
  form.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
});

document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches('form[action="/sign-out"]')) return;
  for (const timer of waiting.values()) window.clearTimeout(timer);
  waiting.clear();
  dropAll();
});

// A file is never kept, and without a place to keep nothing is: whoever leaves such a form is asked first.
let unkept = false;
document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (form?.hasAttribute("data-guard") && (!canKeep() || (event.target as Element).matches("[type=file]"))) unkept = true;
});
export const leaving = (): void => void (unkept = false);
document.addEventListener("submit", leaving);
window.addEventListener("beforeunload", (event) => unkept && event.preventDefault());
