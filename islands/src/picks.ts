// What of a list is picked: the ticks of its rows, how many they are, and that they stay when a row is drawn anew.

const ticks = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>(".tick input")];

/** The records that are picked. */
export const picked = (): Set<string> => new Set(ticks().filter((tick) => tick.checked).map((tick) => tick.value));

/** Picks these and no others. */
export function pick(records: Set<string>): void {
  for (const tick of ticks()) tick.checked = records.has(tick.value);
  tell();
}

/** Says how many are picked. */
export function tell(): void {
  const count = picked().size;
  const told = document.querySelector<HTMLElement>("[data-ticked]");
  if (told) told.textContent = String(count);
  const all = document.querySelector<HTMLInputElement>("[data-tick-all]");
  if (all) all.checked = count > 0 && count === ticks().length;
}

document.addEventListener("change", (event) => {
  const box = event.target instanceof HTMLInputElement ? event.target : null;
  if (box?.matches("[data-tick-all]")) for (const tick of ticks()) tick.checked = box.checked;
  if (box?.matches("[data-tick-all], .tick input")) tell();
});

let before: Set<string> | null = null;
document.addEventListener("htmx:before:swap", (event) => {
  const target = (event as CustomEvent<{ ctx?: { target?: unknown } }>).detail?.ctx?.target;
  before = target instanceof HTMLTableRowElement ? picked() : null;
});
document.addEventListener("htmx:after:swap", () => {
  if (before) pick(before);
  else tell();
  before = null;
});
