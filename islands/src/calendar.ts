// <candor-calendar>: an entry dragged to another time or day, or longer by its lower edge, sends the one form of the page that moves;
// a stretch of empty time dragged over opens the form of a new entry. Arrows go from entry to entry.
import { mark, marked } from "./grid";
import { Drag, drafted, moved } from "./calendar_drag";

/** A finger rests so long before it drags: a shorter touch scrolls. */
const REST = 350;
/** The mouse drags from so many pixels on: less is a click. */
const SLACK = 5;

class CandorCalendar extends HTMLElement {
  private drag: Drag | null = null;
  private waits: { event: PointerEvent; begins: () => Drag; timer: number } | null = null;

  connectedCallback(): void {
    this.addEventListener("pointerdown", (event) => this.press(event));
    this.addEventListener("pointermove", (event) => this.follow(event));
    this.addEventListener("pointerup", () => this.drop());
    this.addEventListener("pointercancel", () => this.leave());
    this.addEventListener("touchmove", (event) => this.drag && event.preventDefault(), { passive: false });
    this.addEventListener("contextmenu", (event) => this.drag && event.preventDefault());
    document.addEventListener("keydown", this.key);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.key);
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element) || this.drag) return;
    const onControl = event.target.closest(".cal-move, .cal-add, .cal-more, form, .cal-head");
    const begins = moved(event) ?? drafted(event);
    if (onControl || !begins) return;
    const timer = event.pointerType === "mouse" ? 0 : window.setTimeout(() => this.begin(), REST);
    this.waits = { event, begins, timer };
  }

  private begin(): void {
    const { waits } = this;
    this.waits = null;
    if (!waits) return;
    this.drag = waits.begins();
    this.setPointerCapture(waits.event.pointerId);
    document.documentElement.classList.add("cal-dragging");
  }

  private follow(event: PointerEvent): void {
    if (this.waits && event.pointerId === this.waits.event.pointerId) {
      const from = this.waits.event;
      if (Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < SLACK) return;
      if (from.pointerType !== "mouse") return this.leave();
      this.begin();
    }
    this.drag?.to(event.clientX, event.clientY);
  }

  private drop(): void {
    const { drag } = this;
    this.leave(false);
    if (!drag) return;
    // The click that ends a drag opens nothing.
    const stop = (event: Event): void => (event.preventDefault(), event.stopPropagation());
    window.addEventListener("click", stop, { capture: true, once: true });
    window.setTimeout(() => window.removeEventListener("click", stop, true));
    drag.drop(this.querySelector<HTMLFormElement>("#cal-move"));
  }

  private leave(back = true): void {
    window.clearTimeout(this.waits?.timer);
    this.waits = null;
    if (back) this.drag?.back();
    this.drag = null;
    document.documentElement.classList.remove("cal-dragging");
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.drag) return this.leave();
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof HTMLElement && event.target.matches("input, select, textarea")) return;
    const step = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key];
    const at = (document.activeElement?.closest<HTMLElement>(".cal-item") ?? marked()) as HTMLElement | null;
    const next = step && at ? (step[1] ? this.beside(at, step[1]) : this.across(at, step[0] ?? 0)) : null;
    if (!next) return;
    event.preventDefault();
    mark(next);
    next.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  };

  private beside(at: HTMLElement, by: number): HTMLElement | null {
    const all = [...this.querySelectorAll<HTMLElement>(".cal-item[data-href]")];
    return all[all.indexOf(at) + by] ?? null;
  }

  /** The first entry of the nearest day in this direction that has one. */
  private across(at: HTMLElement, by: number): HTMLElement | null {
    const days = [...this.querySelectorAll<HTMLElement>(".cal-day")];
    const own = at.closest<HTMLElement>(".cal-day");
    for (let place = (own ? days.indexOf(own) : -1) + by; days[place]; place += by) {
      const found = days[place]?.querySelector<HTMLElement>(".cal-item[data-href]");
      if (found) return found;
    }
    return null;
  }
}

customElements.define("candor-calendar", CandorCalendar);
