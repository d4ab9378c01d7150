// Warns the reader of an open page ten minutes before they are signed out, and lets them stay signed in.

const WARN_BEFORE = 600;
const note = document.querySelector("[data-session-left]");
if (note) watch(note, Number(note.dataset.sessionLeft));

function watch(note, left) {
  const form = note.querySelector("[data-session-stay]");
  form.hidden = false;
  let timer = start(left);

  function start(seconds) {
    note.hidden = seconds > WARN_BEFORE;
    return setTimeout(() => { note.hidden = false; }, Math.max(0, seconds - WARN_BEFORE) * 1000);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (response.redirected || !response.ok) return;
    clearTimeout(timer);
    timer = start((await response.json()).left);
  });
}
