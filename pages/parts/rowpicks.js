// One listener for the buttons of all tables: the row that is pressed is told to the server, and keeps the focus when its
// table is drawn anew.
export default function ({ setTriggerValue }) {
  const SECONDS = 5;
  const stopped = new AbortController();
  let watching = null;

  const pressed = (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-pick]");
    if (!button) return;
    keepFocus(button);
    setTriggerValue("row", button.dataset.pick);
  };

  const keepFocus = (button) => {
    watching?.disconnect();
    const { pick, row } = button.dataset;
    const until = performance.now() + SECONDS * 1000;
    watching = new MutationObserver(() => {
      if (performance.now() > until) return watching.disconnect();
      if (document.activeElement !== document.body) return;
      const same = [...document.querySelectorAll("button[data-pick]")].filter((other) => other.dataset.pick === pick);
      (same.find((other) => other.dataset.row === row) ?? same[0])?.focus({ preventScroll: true });
    });
    watching.observe(document.body, { childList: true, subtree: true });
  };

  const moved = (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-pick]");
    if (!button) return;
    const all = [...button.closest("table").querySelectorAll("button[data-pick]")];
    const to = { ArrowDown: 1, ArrowUp: -1, Home: -all.length, End: all.length }[event.key];
    if (!to) return;
    event.preventDefault();
    all[Math.min(Math.max(all.indexOf(button) + to, 0), all.length - 1)].focus();
  };

  document.addEventListener("click", pressed, { signal: stopped.signal });
  document.addEventListener("keydown", moved, { signal: stopped.signal });
  return () => {
    stopped.abort();
    watching?.disconnect();
  };
}
