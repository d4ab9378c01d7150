// Keeps the clock of the presenter view and the code screen running, and loads the page again when its content changes.

const view = document.querySelector("[data-presenter-clock]");
const clock = view.querySelector("[data-clock]");
const changesAt = Date.parse(view.dataset.changesAt ?? "");
// The server writes the time with a colon or a full stop, depending on the language.
const separator = clock.textContent.trim().replace(/\d/g, "") || ":";

function tick() {
  const now = new Date();
  const minutes = String(now.getMinutes()).padStart(2, "0");
  const hours = String(now.getHours()).padStart(2, "0");
  clock.textContent = (document.documentElement.lang === "nl" ? now.getHours() : hours) + separator + minutes;
  clock.dateTime = `${hours}:${minutes}`;
  if (now.getTime() >= changesAt) location.assign(view.dataset.url);
}

setInterval(tick, 5000);
