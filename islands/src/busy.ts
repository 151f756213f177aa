// Whether somebody is in the middle of something in a part of the page, so that it must not be drawn anew under their hands.
import { isTyping } from "./keys";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isChanged(field: Field): boolean {
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (field instanceof HTMLSelectElement) {
    const chosen = [...field.options].findIndex((option) => option.defaultSelected);
    return field.multiple ? [...field.options].some((option) => option.selected !== option.defaultSelected) : field.options.length > 0 && field.selectedIndex !== Math.max(chosen, 0);
  }
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

export function isBusy(region: HTMLElement): boolean {
  // A dialog lies over the page, and what is picked there may be of this part.
  if (document.querySelector("dialog[open]")) return true;
  if (region.querySelector(".cell-form, details[open], :popover-open, .tick input:checked, .htmx-request:not([data-live])")) return true;
  const focused = document.activeElement;
  if (focused && region.contains(focused) && isTyping(focused)) return true;
  const read = window.getSelection();
  if (read && !read.isCollapsed && region.contains(read.anchorNode)) return true;
  return [...region.querySelectorAll<Field>("input, select, textarea")].some(isChanged);
}
