// <candor-lookup source="/suggest/company">: a text field that proposes records. The hidden field beside it holds the
// id of the chosen one; without scripts the typed name is posted and the server finds the record.

interface Proposal {
  id: number;
  title: string;
  hint?: string;
  /** On the first: why these are proposed, when none is for the text as it was typed. */
  said?: string;
}

class CandorLookup extends HTMLElement {
  private list = document.createElement("div");
  private at = -1;
  private asked = 0;
  private timer = 0;

  connectedCallback(): void {
    const input = this.text;
    this.list.className = "lookup-list";
    this.list.setAttribute("role", "listbox");
    this.list.id = `${input.id}-list`;
    this.list.hidden = true;
    this.append(this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("focus", () => input.value === "" && this.ask());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
  }

  private get text(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("input:not([type=hidden])")!;
  }

  private get chosen(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("input[type=hidden]")!;
  }

  private typed(): void {
    this.chosen.value = "";
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), 120);
  }

  private async ask(): Promise<void> {
    const turn = ++this.asked;
    const address = `${this.getAttribute("source")}?q=${encodeURIComponent(this.text.value)}`;
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok || turn !== this.asked) return;
    this.show((await answer.json()) as Proposal[]);
  }

  private show(proposals: Proposal[]): void {
    this.list.replaceChildren(...proposals.map((proposal) => this.option(proposal)));
    const said = proposals[0]?.said;
    if (said) this.list.prepend(this.note(said));
    this.list.hidden = proposals.length === 0 || document.activeElement !== this.text;
    this.text.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
  }

  private note(said: string): HTMLElement {
    const note = document.createElement("div");
    note.className = "lookup-said";
    note.setAttribute("role", "presentation");
    note.textContent = said;
    return note;
  }

  private get options(): Element[] {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  private option(proposal: Proposal): HTMLElement {
    const option = document.createElement("div");
    option.className = "lookup-option";
    option.setAttribute("role", "option");
    option.id = `${this.list.id}-${proposal.id}`;
    const title = document.createElement("span");
    title.textContent = proposal.title;
    const hint = document.createElement("span");
    hint.className = "faint small";
    hint.textContent = proposal.hint ?? "";
    option.append(title, hint);
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.choose(proposal);
    });
    option.addEventListener("choose", () => this.choose(proposal));
    return option;
  }

  private choose(proposal: Proposal): void {
    this.chosen.value = String(proposal.id);
    this.text.value = proposal.title;
    this.dispatchEvent(new Event("candor:chosen", { bubbles: true }));
    this.close();
  }

  private key(event: KeyboardEvent): void {
    const options = this.options;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) void this.ask();
      else this.mark((this.at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Enter" && !this.list.hidden && this.at >= 0) {
      options[this.at]?.dispatchEvent(new Event("choose"));
    } else if (event.key === "Escape" && !this.list.hidden) {
      this.close();
    } else return;
    event.preventDefault();
  }

  private mark(place: number): void {
    this.at = place;
    this.options.forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    this.text.setAttribute("aria-activedescendant", this.options[place]?.id ?? "");
    this.options[place]?.scrollIntoView({ block: "nearest" });
  }

  private close(): void {
    this.asked++;
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
  }
}

customElements.define("candor-lookup", CandorLookup);
