// The help on keys tells those of this page, read from the page itself, beside those that are everywhere.
import { actions, nameOf } from "./actions";

function line(keys: string[], name: string): HTMLElement {
  const [pair, term, said] = [document.createElement("div"), document.createElement("dt"), document.createElement("dd")];
  for (const key of keys) {
    const sign = document.createElement("kbd");
    sign.textContent = key;
    term.append(sign, " ");
  }
  said.textContent = name;
  pair.append(term, said);
  return pair;
}

function fill(part: HTMLElement, lines: HTMLElement[]): void {
  part.querySelector("dl")?.replaceChildren(...lines);
  part.hidden = lines.length === 0;
}

const dialog = document.getElementById("keys-help");
dialog?.addEventListener("opens", () => {
  const here = dialog.querySelector<HTMLElement>("[data-keys=here]");
  const go = dialog.querySelector<HTMLElement>("[data-keys=go]");
  const keyed = actions().filter((element) => element.dataset.key && element.dataset.key !== "/");
  const places = [...document.querySelectorAll<HTMLElement>("[data-go]")];
  if (here) fill(here, keyed.map((element) => line([element.dataset.key ?? ""], nameOf(element))));
  if (go) fill(go, places.map((place) => line(["g", place.dataset.go ?? ""], nameOf(place))));
  for (const row of dialog.querySelectorAll<HTMLElement>("[data-only]")) {
    row.hidden = !document.querySelector(row.dataset.only ?? "");
  }
});
