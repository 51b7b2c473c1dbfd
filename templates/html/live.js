// gxreport preview: asks whether the report was saved, and draws it anew where the reader is.
const often = 400, seldom = 2000;  // milliseconds

async function redraw() {
  const made = new DOMParser().parseFromString(await (await fetch("/", { cache: "no-store" })).text(), "text/html");
  const script = (page) => page.querySelector("script").textContent;
  if (script(made) !== script(document)) return location.reload();
  const focus = document.activeElement, words = focus.matches("input") ? [focus.selectionStart, focus.selectionEnd] : null;
  const path = focus.id ? `#${CSS.escape(focus.id)}` : "";
  const inside = focus.closest(".finding")?.dataset.same, same = active?.dataset.same;
  const at = scrollY, lists = all(".list").map((it) => it.scrollTop), wides = all(".wide").map((it) => it.scrollLeft);
  document.documentElement.dataset.live = made.documentElement.dataset.live;
  document.title = made.title;
  document.body.replaceChildren(...made.body.childNodes);
  restore();
  show();
  const again = (key) => key && document.querySelector(`.finding[data-same="${CSS.escape(key)}"]`);
  choose(again(same) || null);
  all(".list").forEach((it, number) => { it.scrollTop = lists[number] ?? 0; });
  all(".wide").forEach((it, number) => { it.scrollLeft = wides[number] ?? 0; });
  scrollTo({ top: at, behavior: "instant" });
  const back = again(inside)?.querySelector("a") || (path && document.querySelector(path));
  back?.focus({ preventScroll: true });
  if (words && back?.setSelectionRange) back.setSelectionRange(...words);
}

async function ask() {
  let wait = often;
  try {
    if (!document.hidden) {
      const answer = await fetch("/events", { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== document.documentElement.dataset.live) await redraw();
      byId("lost").hidden = answer.ok;
    }
  } catch {
    byId("lost").hidden = false;
    wait = seldom;
  }
  setTimeout(ask, wait);
}

document.addEventListener("DOMContentLoaded", ask);
