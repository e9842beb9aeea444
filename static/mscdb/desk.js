// Forms of the desk work without this file. With it: what is typed is kept every few seconds,
// near-duplicates are named while typing, and Ctrl+Enter saves.
"use strict";

const EVERY = 4000;
const PAUSE = 500;

const put = (id, html) => {
  const come = new DOMParser().parseFromString(html, "text/html").getElementById(id);
  const here = document.getElementById(id);
  if (come && here) here.replaceWith(come);
};

// What is typed

function keepTyped(form) {
  const box = document.querySelector(".keeping");
  const paused = document.getElementById("typed-here") !== null;
  const say = (sentence) => { document.getElementById("kept").textContent = sentence; };
  const typed = () => new URLSearchParams(new FormData(form));
  let before = typed().toString();
  let sending = null;
  let leaving = false;

  const body = (data) => { data.set("_form", form.dataset.typed); return data; };

  async function send(data) {
    const answer = await fetch(form.dataset.keepAt, { method: "POST", body: body(data) });
    if (answer.redirected) return say("Not kept: you are logged out. Log in in a second tab; this page stays as it is.");
    if (!answer.ok) return say("Not kept: the server did not take it. Save soon.");
    const html = await answer.text();
    ["kept", "lacks"].forEach((id) => put(id, html));
  }

  function keep() {
    const data = typed();
    const now = data.toString();
    if (leaving || sending || now === before) return;
    if (paused) return say(box.dataset.paused);
    before = now;
    sending = send(data)
      .catch(() => { before = ""; say("Not kept: the server cannot be reached. It is tried again."); })
      .finally(() => { sending = null; });
  }

  function keepOnLeaving() {
    const data = typed();
    if (leaving || paused || data.toString() === before) return;
    before = data.toString();
    navigator.sendBeacon(form.dataset.keepAt, body(data));
  }

  box.hidden = false;
  setInterval(keep, EVERY);
  addEventListener("pagehide", keepOnLeaving);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepOnLeaving(); });
  addEventListener("pageshow", () => { leaving = false; });
  // One press, one save; and never before what was sent last has arrived.
  form.addEventListener("submit", (event) => {
    if (leaving) return event.preventDefault();
    if (!sending) { leaving = true; return; }
    event.preventDefault();
    const button = event.submitter;
    sending.finally(() => form.requestSubmit(button));
  });
}

// Near-duplicates

const waiting = new WeakMap();

function askForSimilar(field) {
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(async () => {
    const [kind, name] = field.dataset.similar.split(".");
    const own = field.form.dataset.accession ?? "";
    const query = new URLSearchParams({ kind, field: name, value: field.value, own });
    const answer = await fetch(`${field.form.dataset.similarAt}?${query}`).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    let box = field.parentElement.querySelector(":scope > .similar");
    if (!box) {
      box = Object.assign(document.createElement("div"), { className: "similar" });
      box.setAttribute("role", "status");
      field.after(box);
    }
    box.innerHTML = (await answer.text()).trim();
  }, PAUSE));
}

document.addEventListener("input", (event) => {
  if (event.target.dataset?.similar) askForSimilar(event.target);
});

// Keys

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const button = document.querySelector(event.shiftKey ? "[data-key=copy]" : "[data-key=save]");
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

addEventListener("load", () => {
  const form = document.querySelector("form[data-typed]");
  if (form) keepTyped(form);
});
