// Selecting trials works without this file, page by page: the form sends what is ticked. With it, ticks are kept in
// this tab while somebody goes from list to list, and the selection holds them all.
"use strict";

const KEPT = "mscdb-selection";

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) || [];
  } catch {
    return [];
  }
}

function keep(trials) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([...new Set(trials)]));
  } catch {
    // No storage: the ticks of this page still count.
  }
}

function boxes() {
  return [...document.querySelectorAll("input[form=selection], #selection input[type=checkbox]")];
}

function tell() {
  const count = kept().length;
  document.querySelectorAll("[data-selected]").forEach((place) => {
    place.textContent = count ? `${count} selected` : "none selected";
  });
}

function show() {
  const trials = kept();
  boxes().forEach((box) => { box.checked = trials.includes(box.value); });
  tell();
}

document.addEventListener("change", (event) => {
  if (!boxes().includes(event.target)) return;
  const { value, checked } = event.target;
  keep(checked ? [...kept(), value] : kept().filter((trial) => trial !== value));
  tell();
});

document.addEventListener("formdata", (event) => {
  if (event.target.id !== "selection") return;
  event.formData.delete("trial");
  kept().forEach((trial) => event.formData.append("trial", trial));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// The address is the truth on the page of a selection; a list carries there what was chosen before.
const shown = document.querySelector("[data-selection]");
if (shown) keep(shown.dataset.selection.split("|"));
keep([...kept(), ...[...document.querySelectorAll("[data-carried]")].map((field) => field.value)]);
document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
document.addEventListener("htmx:afterSwap", show);
show();
