// <candor-order>: rows marked `data-order` that their own buttons move among each other; a form sends them as they stand.

class CandorOrder extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-move]") : null;
      const row = button?.closest<HTMLElement>("[data-order]");
      if (!button || !row) return;
      const other = button.dataset.move === "-1" ? row.previousElementSibling : row.nextElementSibling;
      if (!other?.hasAttribute("data-order")) return;
      if (button.dataset.move === "-1") other.before(row);
      else other.after(row);
      button.focus();
    });
  }
}

customElements.define("candor-order", CandorOrder);
