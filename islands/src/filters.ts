// A form marked `data-auto` is sent as soon as a choice in it changes; its button is for those without scripts.

document.addEventListener("change", (event) => {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const form = target?.closest("form");
  if (form?.hasAttribute("data-auto") && target?.matches("select, input[type=checkbox], input[type=radio]")) {
    form.requestSubmit();
  }
});

// Leaving a half-filled form asks first: the form says so with `data-guard`.
let dirty = false;
document.addEventListener("input", (event) => {
  if (event.target instanceof Element && event.target.closest("form[data-guard]")) dirty = true;
});
document.addEventListener("submit", () => (dirty = false));
window.addEventListener("beforeunload", (event) => dirty && event.preventDefault());
