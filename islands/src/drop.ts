// Files dropped on a label marked `.drop-zone` go into its file field, and the names are shown.

function zoneOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(".drop-zone") : null;
}

function names(zone: HTMLElement, input: HTMLInputElement): void {
  const said = zone.querySelector("[data-names]");
  if (said) said.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ");
}

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("over");
});
document.addEventListener("dragleave", (event) => zoneOf(event)?.classList.remove("over"));
document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  const input = zone?.querySelector<HTMLInputElement>("input[type=file]");
  if (!zone || !input || !event.dataTransfer) return;
  event.preventDefault();
  zone.classList.remove("over");
  input.files = event.dataTransfer.files;
  names(zone, input);
});
document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (zone && event.target instanceof HTMLInputElement && event.target.type === "file") names(zone, event.target);
});
