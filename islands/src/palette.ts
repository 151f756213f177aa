// The palette: pages and what can be done here are narrowed at once; records, and those opened last, come from the server. One
// of all is marked: arrows move, Home and End leap, Enter takes it. Focus stays in the text.
import { act, actions, nameOf } from "./actions";
import { answers } from "./narrow";

class CandorPalette extends HTMLElement {
  private input!: HTMLInputElement;
  private local!: HTMLElement;
  private records!: HTMLElement;
  /** The mark was moved by hand: what comes in later leaves it there. */
  private moved = false;
  /** Enter was pressed before the records of this text had come. */
  private waiting = false;

  connectedCallback(): void {
    this.input = this.querySelector("input")!;
    this.local = this.querySelector("[data-local]")!;
    this.records = this.querySelector("#palette-records")!;
    this.input.addEventListener("input", () => this.narrow());
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("htmx:after:swap", () => this.came());
    const dialog = this.closest("dialog");
    dialog?.addEventListener("opens", () => this.begin());
    dialog?.addEventListener("close", () => this.records.replaceChildren());
  }

  private begin(): void {
    this.input.value = "";
    const made = actions().map((element) => this.option(element));
    const place = this.local.querySelector("[data-actions]");
    place?.querySelectorAll("[data-made]").forEach((old) => old.remove());
    place?.querySelector(".palette-label")?.after(...made);
    this.narrow();
    this.input.dispatchEvent(new Event("opened"));
  }

  private option(element: HTMLElement): HTMLElement {
    const option = document.createElement("button");
    option.type = "button";
    option.className = "palette-item";
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.toggleAttribute("data-made", true);
    const drawn = (element.closest("label") ?? element).querySelector("svg") ?? element.parentElement?.querySelector(":scope > svg");
    const icon = drawn?.cloneNode(true);
    const name = document.createElement("span");
    name.textContent = nameOf(element);
    option.append(...(icon ? [icon] : []), name);
    if (element.dataset.key) {
      const [aside, key] = [document.createElement("span"), document.createElement("kbd")];
      aside.className = "faint";
      key.textContent = element.dataset.key;
      aside.append(key);
      option.append(aside);
    }
    option.addEventListener("click", () => {
      // Closing gives the focus back to where it was; the action may then take it further.
      this.closest("dialog")?.close();
      act(element);
    });
    return option;
  }

  private get text(): string {
    return this.input.value;
  }

  /** Those shown, in the order in which they stand. */
  private get options(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[role=option]")].filter((option) => !option.hidden);
  }

  /** What is called so comes before the records, what is only nearly called so after them. */
  private narrow(): void {
    const all = [...this.local.querySelectorAll<HTMLElement>("[role=option]")];
    const ranks = all.map((option) => answers(option.querySelector("span")?.textContent ?? "", this.text));
    const best = Math.max(0, ...ranks);
    const least = Math.max(1, Math.min(best, 2));
    all.forEach((option, place) => (option.hidden = ranks[place]! < least));
    for (const group of this.local.querySelectorAll<HTMLElement>("[role=group]")) {
      group.hidden = !group.querySelector("[role=option]:not([hidden])");
    }
    const first = this.text.trim() !== "" && best > 1;
    if (first) this.local.after(this.records);
    else this.local.before(this.records);
    [this.moved, this.waiting] = [false, false];
    this.mark(0);
    this.none();
  }

  private get isSettled(): boolean {
    return this.records.querySelector<HTMLElement>("[data-q]")?.dataset.q === this.text;
  }

  private came(): void {
    if (!this.moved) this.mark(0);
    else this.number();
    this.none();
    if (this.waiting && this.isSettled) this.take();
  }

  private none(): void {
    const said = this.querySelector<HTMLElement>("[data-none]");
    if (said) said.hidden = this.options.length > 0 || !this.isSettled;
  }

  private number(): void {
    this.options.forEach((option, place) => (option.id = `palette-option-${place}`));
  }

  private mark(place: number): void {
    const all = this.options;
    this.querySelectorAll("[role=option]").forEach((option) => {
      option.classList.remove("row-at");
      option.setAttribute("aria-selected", "false");
    });
    this.number();
    const chosen = all[(place + all.length) % all.length];
    chosen?.classList.add("row-at");
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen?.id ?? "");
  }

  private key(event: KeyboardEvent): void {
    const at = this.options.findIndex((option) => option.classList.contains("row-at"));
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      this.moved = true;
      this.mark(to);
    } else if (event.key === "Enter" && !event.isComposing) {
      const isLocal = at >= 0 && this.local.contains(this.options[at]!);
      if (this.isSettled || this.moved || (isLocal && this.text.trim() !== "" && this.local.nextElementSibling === this.records)) this.take();
      else this.waiting = true;
    } else return;
    event.preventDefault();
  }

  private take(): void {
    this.waiting = false;
    this.options.find((option) => option.classList.contains("row-at"))?.click();
  }
}

customElements.define("candor-palette", CandorPalette);
