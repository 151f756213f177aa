// A button that copies the line beside it, and says that it did; where the browser gives no clipboard, the line is marked instead.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
  const line = button?.parentElement?.querySelector("input");
  if (!button || !line) return;
  line.select();
  const said = button.querySelector("span");
  void navigator.clipboard?.writeText(line.value).then(() => {
    if (said) said.textContent = button.dataset.copied ?? "";
  });
});
