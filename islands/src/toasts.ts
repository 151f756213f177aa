// A message that says what was done leaves by itself; one that asks for something stays.

export function leaveSoon(toast: HTMLElement): void {
  window.setTimeout(() => toast.remove(), 6000);
}

for (const toast of document.querySelectorAll<HTMLElement>(".toast:not(.toast-bad)")) leaveSoon(toast);
