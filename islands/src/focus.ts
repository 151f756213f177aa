// Focus is never lost to a swap: it goes back to the same control (by its id, its name, its address or its place), or to the
// region that was swapped.

interface Place {
  region: string;
  /** What finds controls of its kind in the region, the surest first, and which of them it was. */
  kinds: [selector: string, at: number][];
}

let place: Place | null = null;

const all = (region: Element, selector: string): HTMLElement[] => [...region.querySelectorAll<HTMLElement>(selector)];

function kindsOf(control: HTMLElement, region: Element): [string, number][] {
  const name = control.getAttribute("name");
  const href = control.getAttribute("href");
  const key = control.dataset.key;
  const tag = control.tagName.toLowerCase();
  const within = control.closest("th") ? `th:nth-child(${[...control.closest("tr")!.children].indexOf(control.closest("th")!) + 1}) ` : "";
  const group = control.parentElement?.className.split(/\s+/)[0] ?? "";
  const row = control instanceof HTMLTableCellElement ? control.closest<HTMLElement>("tr[data-href]") : null;
  const cell = row && control instanceof HTMLTableCellElement && `tr[data-href="${CSS.escape(row.dataset.href ?? "")}"] > :nth-child(${control.cellIndex + 1})`;
  const selectors = [
    control.id && `#${CSS.escape(control.id)}`,
    cell,
    key && `[data-key="${CSS.escape(key)}"]`,
    within && `${within}${tag}`,
    name && `${tag}[name="${CSS.escape(name)}"]`,
    href && `${tag}[href="${CSS.escape(href)}"]`,
    control.className && group && `.${CSS.escape(group)} > ${tag}`,
  ];
  return selectors.filter((selector): selector is string => !!selector).map((selector) => [selector, all(region, selector).indexOf(control)]);
}

document.addEventListener("htmx:before:swap", (event) => {
  const target = (event as CustomEvent<{ ctx?: { target?: unknown } }>).detail?.ctx?.target;
  const control = document.activeElement;
  const swapped = target instanceof Element ? target : null;
  // A row alone has no name of its own: it is found again in what is around it.
  const region = swapped instanceof HTMLTableRowElement ? swapped.closest("[id]") : swapped?.id ? swapped : null;
  const isInside = region && control instanceof HTMLElement && swapped?.contains(control);
  place = isInside ? { region: region.id, kinds: kindsOf(control, region) } : null;
});

document.addEventListener("htmx:after:swap", () => {
  const was = place;
  place = null;
  const region = was && document.getElementById(was.region);
  if (!was || !region || region.contains(document.activeElement)) return;
  const isShown = (control: HTMLElement): boolean => control.checkVisibility();
  for (const [selector, at] of was.kinds) {
    const found = all(region, selector);
    // What stood at its place is gone with the last of them: the one before it is nearest.
    const next = found[at] ?? found[found.length - 1];
    if (!next || !isShown(next)) continue;
    if (next instanceof HTMLTableCellElement) next.tabIndex = -1;
    return next.focus({ preventScroll: true });
  }
  region.tabIndex = -1;
  region.focus({ preventScroll: true });
});
