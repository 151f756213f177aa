// Keyboard: `/` search, `n` new, `e` edit, `g` then a letter goes, `?` help, Ctrl/Cmd+K palette, Ctrl/Cmd+Enter sends. Pages say
// what a key does with `data-key` (see `actions`) and `data-go` (go there after `g`).
import { act, isOffered } from "./actions";
import { pressed } from "./keyboard";

/** What of the page is marked so; while the focus is in the card beside a list, what of that card is. */
function find(name: string, value: string): HTMLElement | null {
  const marked = `[${name}="${CSS.escape(value)}"]`;
  const beside = document.activeElement?.closest("#peek");
  return beside?.querySelector<HTMLElement>(marked) ?? document.querySelector<HTMLElement>(marked);
}

/** Whether letters are wanted by what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

/** Whether a letter is a command: no modifier, nobody types, and nothing lies over the page. */
export function isCommand(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return false;
  return !document.querySelector("dialog[open]");
}

export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.dispatchEvent(new Event("opens"));
  dialog.showModal();
}

let goUntil = 0;

document.addEventListener("keydown", (event) => {
  const isChord = event.ctrlKey || event.metaKey;
  if (isChord && pressed(event).toLowerCase() === "k") {
    event.preventDefault();
    openDialog("palette");
    return;
  }
  if (isChord && event.key === "Enter" && event.target instanceof Element) {
    event.target.closest("form")?.requestSubmit();
    return;
  }
  if (!isCommand(event)) return;
  const key = pressed(event);
  const went = goUntil > event.timeStamp ? find("data-go", key) : null;
  goUntil = key === "g" && !went ? event.timeStamp + 1200 : 0;
  const target = went ?? find("data-key", key);
  if (key === "?") openDialog("keys-help");
  if (!target || !isOffered(target)) return;
  event.preventDefault();
  act(target);
});

document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-opens]") : null;
  if (opener?.dataset.opens) openDialog(opener.dataset.opens);
  if (event.target instanceof HTMLDialogElement) event.target.close();
});
