// A message that says what was done leaves by itself; one that asks for something stays.

export function leaveSoon(toast: HTMLElement): void {
  window.setTimeout(() => toast.remove(), 6000);
}

function leave(): void {
  for (const toast of document.querySelectorAll<HTMLElement>("#toasts .toast:not(.toast-bad)")) leaveSoon(toast);
}
leave();
// The card beside a list brings what it has to say.
document.addEventListener("htmx:after:swap", leave);
