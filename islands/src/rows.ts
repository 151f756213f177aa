// Rows of a list: `j` and `k` move, Enter opens, `x` picks, a click anywhere on a row opens its record.

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-href]")];

function step(by: number): void {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("row-at"));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  all[at]?.classList.remove("row-at");
  next?.classList.add("row-at");
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target?.matches("input, textarea, select, button, a, summary")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "x") document.querySelector<HTMLInputElement>(".row-at .tick input")?.click();
  else if (event.key === "Enter") {
    const href = document.querySelector<HTMLElement>(".row-at[data-href]")?.dataset.href;
    if (href) window.location.assign(href);
  }
});

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || target.closest("a, button, input, select, label, summary, form")) return;
  const href = target.closest<HTMLElement>("[data-href]")?.dataset.href;
  if (!href || window.getSelection()?.toString()) return;
  if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
  else window.location.assign(href);
});

const ticks = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>(".tick input")];

document.addEventListener("change", (event) => {
  const box = event.target instanceof HTMLInputElement ? event.target : null;
  if (box?.matches("[data-tick-all]")) for (const tick of ticks()) tick.checked = box.checked;
  if (!box?.matches("[data-tick-all], .tick input")) return;
  const count = ticks().filter((tick) => tick.checked).length;
  const told = document.querySelector<HTMLElement>("[data-ticked]");
  if (told) told.textContent = String(count);
  const all = document.querySelector<HTMLInputElement>("[data-tick-all]");
  if (all) all.checked = count === ticks().length;
});
