// The palette: what one types narrows the pages at once, and records come from /search through htmx. Arrows and Enter.

function items(palette: Element): HTMLElement[] {
  return [...palette.querySelectorAll<HTMLElement>(".palette-item")].filter((item) => !item.hidden);
}

function mark(palette: Element, place: number): void {
  const all = items(palette);
  palette.querySelectorAll(".palette-item.row-at").forEach((item) => item.classList.remove("row-at"));
  const chosen = all[(place + all.length) % all.length];
  chosen?.classList.add("row-at");
  chosen?.scrollIntoView({ block: "nearest" });
}

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

class CandorPalette extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input) return;
    input.addEventListener("input", () => this.narrow(input.value));
    this.addEventListener("keydown", (event) => this.move(event));
    this.addEventListener("htmx:after:swap", () => mark(this, 0));
    this.closest("dialog")?.addEventListener("close", () => {
      input.value = "";
      this.narrow("");
      this.querySelector("#palette-records")?.replaceChildren();
    });
  }

  private narrow(text: string): void {
    const wanted = fold(text.trim());
    for (const item of this.querySelectorAll<HTMLElement>("[data-page]")) {
      item.hidden = !fold(item.textContent ?? "").includes(wanted);
    }
    mark(this, 0);
  }

  private move(event: KeyboardEvent): void {
    const all = items(this);
    const at = all.findIndex((item) => item.classList.contains("row-at"));
    if (event.key === "ArrowDown") mark(this, at + 1);
    else if (event.key === "ArrowUp") mark(this, at - 1);
    // Records that have just come in carry no mark yet: Enter then means the first of them, never nothing.
    else if (event.key === "Enter" && all.length > 0) all[Math.max(at, 0)]?.click();
    else return;
    event.preventDefault();
  }
}

customElements.define("candor-palette", CandorPalette);
