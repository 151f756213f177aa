// What is dragged in the calendar, and what comes of it: an entry, the end of one, or a stretch of empty time. Where it would go is
// shown by the element itself, at the place that it would have.

/** Something under way: follows the pointer, is dropped, or goes back. */
export interface Drag {
  to(x: number, y: number): void;
  drop(form: HTMLFormElement | null): void;
  back(): void;
}

const QUARTER = 15;
const HOUR_ROWS = 4;

const inFront = (x: number, y: number, name: string): HTMLElement | null => document.elementFromPoint(x, y)?.closest<HTMLElement>(name) ?? null;

/** The hours of a day, when they are a grid and not a list. */
const isGrid = (hours: Element | null | undefined): hours is HTMLElement => hours instanceof HTMLElement && hours.matches(".cal-hours") && getComputedStyle(hours).gridTemplateColumns.includes(" ");
const firstHour = (hours: HTMLElement): number => Number(hours.closest<HTMLElement>("[data-first]")?.dataset.first ?? 0);
const rowsOf = (hours: HTMLElement): number => Number(/len-h(\d+)/.exec(hours.className)?.[1] ?? 24) * HOUR_ROWS;

/** The quarter of an hour at this height, from the first one shown. */
function quarterAt(hours: HTMLElement, y: number): number {
  const box = hours.getBoundingClientRect();
  const rows = rowsOf(hours);
  return Math.min(Math.max(Math.floor(((y - box.top) / box.height) * rows), 0), rows - 1);
}

const two = (number: number): string => String(number).padStart(2, "0");
function clock(hours: HTMLElement, quarter: number): string {
  const minutes = firstHour(hours) * 60 + quarter * QUARTER;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function place(item: HTMLElement, from: number, length: number): void {
  item.style.gridRow = `${from + 1} / span ${length}`;
  item.style.gridColumn = "1 / -1";
}

const rowOf = (item: HTMLElement): number => Number(/at-h(\d+)/.exec(item.className)?.[1] ?? 0) * HOUR_ROWS + Number(/at-q(\d)/.exec(item.className)?.[1] ?? 0);
const lengthOf = (item: HTMLElement): number => Number(/len-h(\d+)/.exec(item.className)?.[1] ?? 0) * HOUR_ROWS + Number(/len-q(\d)/.exec(item.className)?.[1] ?? 2);

function send(item: HTMLElement, form: HTMLFormElement | null, fields: Record<string, string>): void {
  if (!form || !item.dataset.move) return;
  form.action = item.dataset.move;
  for (const [name, value] of Object.entries({ version: item.dataset.version ?? "", day: "", time: "", minutes: "", ...fields })) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.requestSubmit();
}

/** What begins when the entry under the pointer, or its lower edge, is dragged. */
export function moved(event: PointerEvent): (() => Drag) | null {
  const target = event.target instanceof Element ? event.target : null;
  const item = target?.closest<HTMLElement>(".cal-item[data-move]");
  if (!item) return null;
  const isEnd = target?.closest(".cal-end") && isGrid(item.parentElement);
  return () => (isEnd ? new Longer(item) : new Elsewhere(item, event.clientY));
}

class Elsewhere implements Drag {
  private readonly from: { parent: Node | null; next: Node | null; style: string };
  private readonly grip: number;
  private day: string | null = null;
  private time = "";

  constructor(private readonly item: HTMLElement, y: number) {
    this.from = { parent: item.parentNode, next: item.nextSibling, style: item.style.cssText };
    const hours = item.parentElement;
    this.grip = isGrid(hours) ? quarterAt(hours, y) - rowOf(item) : 0;
    item.classList.add("cal-dragged");
  }

  to(x: number, y: number): void {
    const day = inFront(x, y, ".cal-day");
    // Somebody else's time is given by handing over, not by dragging.
    const own = this.from.parent instanceof Element ? this.from.parent.closest<HTMLElement>(".cal-day")?.dataset.person : undefined;
    if (!day?.dataset.day || (own && day.dataset.person !== own)) return;
    this.day = day.dataset.day;
    const hours = inFront(x, y, ".cal-hours");
    if (isGrid(hours) && this.item.dataset.time) {
      const length = Math.max(lengthOf(this.item), 1);
      const at = Math.min(Math.max(quarterAt(hours, y) - this.grip, 0), Math.max(rowsOf(hours) - length, 0));
      this.time = clock(hours, at);
      if (this.item.parentElement !== hours) hours.append(this.item);
      place(this.item, at, length);
      return;
    }
    this.time = "";
    const list = this.item.dataset.time ? day.querySelector(".cal-hours") ?? day.querySelector(".cal-whole") : day.querySelector(".cal-whole");
    if (list && this.item.parentElement !== list) list.append(this.item);
  }

  drop(form: HTMLFormElement | null): void {
    this.item.classList.remove("cal-dragged");
    const { day, time, item } = this;
    if (!day) return this.back();
    send(item, form, { day, time: time === item.dataset.time ? "" : time });
  }

  back(): void {
    this.item.classList.remove("cal-dragged");
    this.item.style.cssText = this.from.style;
    this.from.parent?.insertBefore(this.item, this.from.next);
  }
}

class Longer implements Drag {
  private readonly style: string;
  private length: number;

  constructor(private readonly item: HTMLElement) {
    this.style = item.style.cssText;
    this.length = lengthOf(item);
    item.classList.add("cal-dragged");
  }

  to(_: number, y: number): void {
    const hours = this.item.parentElement;
    if (!isGrid(hours)) return;
    this.length = Math.max(quarterAt(hours, y) - rowOf(this.item) + 1, 1);
    place(this.item, rowOf(this.item), this.length);
  }

  drop(form: HTMLFormElement | null): void {
    this.item.classList.remove("cal-dragged");
    const day = this.item.closest<HTMLElement>(".cal-day")?.dataset.day ?? "";
    send(this.item, form, { day, time: this.item.dataset.time ?? "", minutes: String(this.length * QUARTER) });
  }

  back(): void {
    this.item.classList.remove("cal-dragged");
    this.item.style.cssText = this.style;
  }
}

/** The same with empty hours under the pointer. */
export function drafted(event: PointerEvent): (() => Drag) | null {
  const hours = event.target instanceof Element && event.target.matches(".cal-hours") ? event.target : null;
  const add = hours?.closest<HTMLElement>(".cal-day")?.dataset.add;
  return isGrid(hours) && add ? () => new Draft(hours, add, quarterAt(hours, event.clientY)) : null;
}

class Draft implements Drag {
  private readonly box = document.createElement("li");
  private end: number;

  constructor(private readonly hours: HTMLElement, private readonly add: string, private readonly start: number) {
    this.end = start;
    this.box.className = "cal-draft";
  }

  to(_: number, y: number): void {
    if (!this.box.isConnected) this.hours.append(this.box);
    this.end = quarterAt(this.hours, y);
    place(this.box, Math.min(this.start, this.end), Math.abs(this.end - this.start) + 1);
    this.box.textContent = clock(this.hours, Math.min(this.start, this.end));
  }

  drop(): void {
    if (!this.box.isConnected) return;
    const address = new URL(this.add, window.location.href);
    const day = this.hours.closest<HTMLElement>(".cal-day")?.dataset.day ?? "";
    address.searchParams.set("at", `${day}T${clock(this.hours, Math.min(this.start, this.end))}`);
    address.searchParams.set("duration", String((Math.abs(this.end - this.start) + 1) * QUARTER));
    window.location.assign(address);
  }

  back(): void {
    this.box.remove();
  }
}
