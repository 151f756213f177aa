// <candor-board>: a tile dragged to another column, or carried there by keys, stands there at once and sends the move form that is on
// it; what is refused goes back.
import Sortable from "sortablejs";
import { carry, type Place } from "./carry";

/** Where moved tiles were before, until the server has answered. */
const before = new Map<HTMLElement, Place>();
let last: { id: string; tile: HTMLElement; stage: string; lane: string } | null = null;

const find = (board: Element, stage: string, lane: string): HTMLElement | null =>
  board.querySelector<HTMLElement>(`.board-tiles[data-stage="${CSS.escape(stage)}"][data-lane="${CSS.escape(lane)}"]`);

class CandorBoard extends HTMLElement {
  connectedCallback(): void {
    this.dragged();
    carry(this, (tile, column, was) => this.moved(tile, column, was));
    this.addEventListener("candor:moved", (event) => this.ended(event as CustomEvent<{ version?: string }>));
    this.addEventListener("candor:refused", (event) => this.back(event.target));
    document.addEventListener("candor:drawn", () => this.drawn());
  }

  /** Columns that came with a new drawing can be dragged to as well. */
  private dragged(): void {
    for (const column of this.querySelectorAll<HTMLElement>(".board-tiles")) {
      if (Sortable.get(column)) continue;
      Sortable.create(column, {
        group: { name: "board", put: (to, _from, tile) => this.takes(to.el, tile) },
        sort: false,
        animation: 120,
        // A finger that goes on at once scrolls; one that rests picks the tile up.
        delay: 250,
        delayOnTouchOnly: true,
        touchStartThreshold: 6,
        draggable: ".tile[data-movable]",
        filter: "select, button, summary",
        preventOnFilter: false,
        onAdd: (event) => this.moved(event.item, column, { column: event.from, next: event.from.children[event.oldIndex ?? 0] ?? null }),
      });
    }
  }

  private takes(column: HTMLElement, tile: HTMLElement): boolean {
    const form = tile.querySelector("form");
    const lane = form?.elements.namedItem("lane");
    return !!column.dataset.stage && (lane !== null || column.dataset.lane === tile.closest<HTMLElement>(".board-tiles")?.dataset.lane);
  }

  private moved(tile: HTMLElement, column: HTMLElement, was: Place): void {
    const form = tile.querySelector("form");
    const choice = form?.elements.namedItem("stage");
    if (!form || !(choice instanceof HTMLSelectElement)) return;
    before.set(tile, was);
    choice.value = column.dataset.stage ?? "";
    const lane = form.elements.namedItem("lane");
    if (lane instanceof HTMLInputElement) lane.value = column.dataset.lane ?? "";
    form.requestSubmit();
  }

  private ended(event: CustomEvent<{ version?: string }>): void {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>(".tile") : null;
    const form = tile?.querySelector("form");
    if (!tile || !form) return;
    before.delete(tile);
    const version = form.elements.namedItem("version");
    if (version instanceof HTMLInputElement) version.value = event.detail.version ?? version.value;
    const choice = form.elements.namedItem("stage");
    const lane = form.elements.namedItem("lane");
    const stage = choice instanceof HTMLSelectElement ? choice.value : "";
    const own = tile.closest<HTMLElement>(".board-tiles")?.dataset.lane ?? "";
    last = { id: tile.id, tile, stage, lane: lane instanceof HTMLInputElement ? lane.value : own };
    tile.querySelector("details")?.removeAttribute("open");
  }

  private back(target: EventTarget | null): void {
    const tile = target instanceof Element ? target.closest<HTMLElement>(".tile") : null;
    const was = tile && before.get(tile);
    if (tile && was) {
      was.column.insertBefore(tile, was.next);
      before.delete(tile);
    }
    tile?.querySelector("form")?.reset();
    tile?.querySelector<HTMLElement>("a")?.focus();
  }

  /** The tile that was moved stays in sight, also where it is not among the first of its new column. */
  private drawn(): void {
    this.dragged();
    const moved = last;
    last = null;
    if (!moved) return;
    let tile = document.getElementById(moved.id);
    const column = find(this, moved.stage, moved.lane);
    if (!tile && column) {
      column.prepend(moved.tile);
      tile = moved.tile;
    }
    tile?.scrollIntoView({ block: "nearest", inline: "nearest" });
    tile?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  }
}

customElements.define("candor-board", CandorBoard);
