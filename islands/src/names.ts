// Countries and currencies by the names that the browser knows for them in the language of the page, in the order of these names.
const lang = document.documentElement.lang;

for (const select of document.querySelectorAll<HTMLSelectElement>("select[data-names]")) {
  const isCurrency = select.dataset.names === "currency";
  const names = new Intl.DisplayNames([lang], { type: isCurrency ? "currency" : "region" });
  const chosen = select.value;
  for (const option of select.options) {
    const name = (/^[A-Z]{2,3}$/.test(option.value) && names.of(option.value)) || option.value;
    const shown = name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
    option.text = isCurrency ? `${shown} (${option.value})` : shown;
  }
  select.append(...[...select.options].sort((one, other) => one.text.localeCompare(other.text, lang)));
  select.value = chosen;
}

export {};
