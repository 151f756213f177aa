// A message that says what was done leaves by itself; one that asks for something stays.

for (const toast of document.querySelectorAll<HTMLElement>(".toast:not(.toast-bad)")) {
  window.setTimeout(() => toast.remove(), 6000);
}
