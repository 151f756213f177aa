// <candor-mentions source="/deals/7/mention">: people are proposed while one types `@` and the beginning of a name. The chosen one's id
// goes along in a hidden field; without scripts the server finds who is called so.

interface Person {
  id: number;
  title: string;
}

class CandorMentions extends HTMLElement {
  private list = document.createElement("div");
  private people: Person[] = [];
  private at = -1;
  private asked = 0;

  connectedCallback(): void {
    const text = this.text;
    this.list.className = "lookup-list";
    this.list.setAttribute("role", "listbox");
    this.list.id = `mentions-${document.querySelectorAll(".lookup-list").length}`;
    this.list.hidden = true;
    this.append(this.list);
    text.setAttribute("aria-controls", this.list.id);
    text.setAttribute("aria-autocomplete", "list");
    text.addEventListener("input", () => void this.ask());
    text.addEventListener("blur", () => this.close());
    text.addEventListener("keydown", (event) => this.key(event));
  }

  private get text(): HTMLTextAreaElement {
    return this.querySelector("textarea")!;
  }

  /** The name that is being typed before the cursor: after an `@` that begins a word. */
  private begun(): string | null {
    const before = this.text.value.slice(0, this.text.selectionStart);
    return /(?:^|[^\p{L}\p{N}])@([\p{L}][\p{L} .'-]{0,40})$/u.exec(before)?.[1] ?? null;
  }

  private async ask(): Promise<void> {
    const name = this.begun();
    const turn = ++this.asked;
    if (!name) return this.close();
    const answer = await fetch(`${this.getAttribute("source")}?q=${encodeURIComponent(name)}`, { headers: { accept: "application/json" } });
    if (!answer.ok || turn !== this.asked) return;
    this.people = (await answer.json()) as Person[];
    this.list.replaceChildren(...this.people.map((person) => this.option(person)));
    // Whoever typed the whole name needs no list over the form.
    this.list.hidden = this.people.length === 0 || (this.people.length === 1 && this.people[0]?.title === name);
    this.mark(0);
  }

  private option(person: Person): HTMLElement {
    const option = document.createElement("div");
    option.className = "lookup-option";
    option.setAttribute("role", "option");
    option.id = `${this.list.id}-${person.id}`;
    option.textContent = person.title;
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.choose(person);
    });
    return option;
  }

  private choose(person: Person): void {
    const name = this.begun() ?? "";
    const end = this.text.selectionStart;
    this.text.setRangeText(`${person.title} `, end - name.length, end, "end");
    const chosen = document.createElement("input");
    chosen.type = "hidden";
    chosen.name = "mention";
    chosen.value = String(person.id);
    this.append(chosen);
    this.close();
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const person = this.people[this.at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.mark((this.at + (event.key === "ArrowDown" ? 1 : -1) + this.people.length) % this.people.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && person && !event.ctrlKey && !event.metaKey) this.choose(person);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private mark(place: number): void {
    this.at = place;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    this.text.setAttribute("aria-activedescendant", this.list.children[place]?.id ?? "");
  }

  private close(): void {
    this.asked++;
    this.list.hidden = true;
    this.text.removeAttribute("aria-activedescendant");
  }
}

customElements.define("candor-mentions", CandorMentions);
