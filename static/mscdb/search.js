// The search box works without this file, as a plain form. With it: suggestions while somebody types
// (an ARIA combobox with a list: the focus stays in the field, arrows walk through the options).
"use strict";

document.querySelectorAll("form[data-suggestions]").forEach((form) => {
  const field = form.elements.q;
  const list = document.createElement("div");
  const told = document.createElement("p");
  let options = [];
  let at = -1;
  let asked = "";
  let waiting = 0;

  Object.assign(list, { id: "find-list", className: "find-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  told.className = "sr-only";
  told.setAttribute("role", "status");
  form.append(list);
  // There before it says anything, and nowhere that nobody searches.
  field.addEventListener("focus", () => form.append(told), { once: true });
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  function show(isShown) {
    list.hidden = !isShown;
    field.setAttribute("aria-expanded", String(isShown));
    if (!isShown) choose(-1);
  }

  function choose(next) {
    options[at]?.setAttribute("aria-selected", "false");
    at = next;
    const option = options[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const text = field.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length < 2) {
      options = [];
      told.textContent = "";
      show(false);
      return;
    }
    const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`).catch(() => null);
    if (text !== asked || document.activeElement !== field) return;
    choose(-1);
    list.innerHTML = answer?.ok ? await answer.text() : "";
    options = [...list.querySelectorAll("[role=option]")];
    const count = Math.max(options.length - 1, 0);
    told.textContent = count ? `${count} suggestion${count === 1 ? "" : "s"}` : "No suggestion";
    show(count > 0);
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });

  field.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!isOpen) show(true);
      // Beyond either end stands the field itself, with nothing chosen.
      choose(at === -1 && step === -1 ? options.length - 1 : at + step === options.length ? -1 : at + step);
    } else if (event.key === "Enter" && isOpen && options[at]) {
      event.preventDefault();
      location.assign(options[at].dataset.href);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      show(false);
    }
  });

  // The list must not take the focus from the field, or it would close before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  field.addEventListener("blur", () => show(false));
});
