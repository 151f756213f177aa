// A form marked `data-auto` is sent as soon as a choice in it changes; its button is for those without scripts. Arrow keys
// walk through a choice, and each step would be sent: whoever uses them says Enter.

let walking: Element | null = null;
document.addEventListener("pointerdown", () => (walking = null));
document.addEventListener("keydown", (event) => {
  const choice = event.target instanceof HTMLSelectElement ? event.target : null;
  if (!choice?.closest("form[data-auto]")) return;
  if (event.key !== "Enter") walking = choice;
  else if (walking === choice) {
    event.preventDefault();
    walking = null;
    choice.form?.requestSubmit();
  }
});
document.addEventListener("change", (event) => {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const form = target?.closest("form");
  if (target === walking || !form?.hasAttribute("data-auto")) return;
  if (target?.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
});
