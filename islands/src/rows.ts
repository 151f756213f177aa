// Rows of a list: `j` and `k` move, Enter opens, a click anywhere on a row opens its record.

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
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target?.matches("input, textarea, select, button, a, summary")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
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
