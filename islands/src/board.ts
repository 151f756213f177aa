// <candor-board>: a tile dragged to another column sends the move form that stands on it.
import Sortable from "sortablejs";

class CandorBoard extends HTMLElement {
  connectedCallback(): void {
    for (const column of this.querySelectorAll<HTMLElement>(".board-tiles")) {
      Sortable.create(column, {
        group: "board",
        sort: false,
        animation: 120,
        delay: 120,
        delayOnTouchOnly: true,
        draggable: ".tile[data-movable]",
        filter: "select, button, summary",
        preventOnFilter: false,
        onAdd: (event) => this.moved(event.item, column.dataset.stage ?? ""),
      });
    }
  }

  private moved(tile: HTMLElement, stage: string): void {
    const choice = tile.querySelector<HTMLSelectElement>("form select");
    if (!choice?.form) return;
    choice.value = stage;
    choice.form.requestSubmit();
  }
}

customElements.define("candor-board", CandorBoard);
