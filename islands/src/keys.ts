// Keyboard: `/` search, `n` new, `e` edit, `g` then a letter goes, `?` help, Ctrl/Cmd+K palette. Pages say what a key
// does with `data-key` (follow or focus this) and `data-go` (go there after `g`).

const find = (name: string, value: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[${name}="${CSS.escape(value)}"]`);

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

let goUntil = 0;

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openDialog("palette");
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
    event.target.form?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const went = goUntil > event.timeStamp ? find("data-go", event.key) : null;
  goUntil = event.key === "g" && !went ? event.timeStamp + 1200 : 0;
  const target = went ?? find("data-key", event.key);
  if (event.key === "?") openDialog("keys-help");
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, textarea")) target.focus();
  else target.click();
});

document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-opens]") : null;
  if (opener?.dataset.opens) openDialog(opener.dataset.opens);
  if (event.target instanceof HTMLDialogElement) event.target.close();
});
