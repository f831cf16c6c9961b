// Says in time that the session will end, and prolongs it when asked. data-session-seconds on the body is the time left
// when the page was made; every request through htmx starts it anew.

const warnBefore = 120;

export function watchSession() {
  const seconds = Number(document.body.dataset.sessionSeconds);
  const dialog = document.querySelector("dialog[data-session]");
  if (!seconds || !dialog?.showModal) return;
  let end;
  let timer;
  const start = () => {
    end = Date.now() + seconds * 1000;
    clearTimeout(timer);
    timer = setTimeout(check, Math.max(1, seconds - warnBefore) * 1000);
  };
  // A computer that slept must be told at once, not after its timers catch up.
  const check = () => {
    const left = Math.round((end - Date.now()) / 1000);
    if (left <= 0) {
      location.reload();
    } else if (left <= warnBefore) {
      if (!dialog.open) dialog.showModal();
      timer = setTimeout(check, left * 1000);
    }
  };
  dialog.querySelector("[data-session-stay]")?.addEventListener("click", async () => {
    try {
      const answer = await fetch("/session/keep", { method: "POST", redirect: "manual" });
      if (!answer.ok) return location.reload();
    } catch {
      return;
    }
    dialog.close();
    start();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  document.addEventListener("htmx:after:request", start);
  start();
}
