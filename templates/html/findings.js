"use strict";
// The page can be read without this. It shows one report at a time, filters, and leads from finding to form.
document.documentElement.classList.add("js");
const all = (selector, under = document) => [...under.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const kept = { rule: "", find: "", which: "", off: new Set() };  // what is filtered, also after the page was drawn anew
let active = null;

const wide = () => matchMedia("(min-width: 68rem)").matches;
const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
const opened = () => document.querySelector(".report.open");
const filtered = () => Boolean(kept.rule || kept.find || kept.off.size);
const listed = () => all(opened() ? ".report.open .finding" : ".finding").filter((it) => it.offsetParent);

// Whether the overview is to list a report: all, those with findings, those with errors.
const wanted = (row) => !kept.which || row.dataset.worst === "error" || row.dataset.worst === kept.which;

function filter() {
  const words = kept.find.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0, total = 0;
  for (const report of all(".report")) {
    const name = report.querySelector(".about").textContent.toLowerCase();
    const row = document.querySelector(`tr[data-report="${report.id}"]`), unwanted = Boolean(row) && !wanted(row);
    let matching = 0;
    for (const it of all(".finding", report)) {
      const text = words.length ? name + it.textContent.toLowerCase() : "";
      const on = !kept.off.has(it.dataset.kind) && (!kept.rule || it.dataset.rule === kept.rule)
        && words.every((word) => text.includes(word));
      it.hidden = !on;
      matching += on;
      if (opened() ? report === opened() : !unwanted) { count += on; total += 1; }
    }
    for (const it of all("[data-of]", report))
      it.classList.toggle("off", it.dataset.of.split(" ").every((id) => byId(id).hidden));
    for (const it of all(".paper .sign", report))
      it.classList.toggle("off", byId(it.hash.slice(1)).hidden);
    report.classList.toggle("matching", matching > 0);
    report.classList.toggle("unwanted", unwanted);
  }
  for (const row of all("tr[data-report]"))  // a report without findings has a row alone
    row.hidden = !wanted(row) || (filtered() && !byId(row.dataset.report)?.matches(".matching"));
  document.body.classList.toggle("filtered", filtered());
  document.querySelector(".none").hidden = !filtered() || count > 0;
  const output = byId("shown");
  output.textContent = `${output.dataset.word} ${count} / ${total}`;
}

function show() {
  const id = decodeURIComponent(location.hash.slice(1)).match(/^r\d+/)?.[0];
  const reports = all(".report");
  const chosen = (id && byId(id)) || (byId("all") ? null : reports[0]);
  for (const it of reports) it.classList.toggle("open", it === chosen);
  document.body.classList.toggle("one", Boolean(chosen));
  if (byId("report")) byId("report").value = chosen ? chosen.id : "";
  filter();
  return chosen;
}

// Marks a finding as the one that is looked at, with its place in the form and the cells that belong to it.
function choose(finding) {
  for (const it of all(".active, .belongs")) it.classList.remove("active", "belongs");
  active = finding;
  if (!finding) return;
  finding.classList.add("active");
  for (const it of all(`[data-of~="${finding.id}"], .paper .sign[href="#${finding.id}"]`)) it.classList.add("active");
  for (const id of (finding.dataset.cells || "").split(" ").filter(Boolean)) byId(id)?.classList.add("belongs");
}

function toList(finding, behavior = calm()) {
  const list = finding.closest(".list");
  if (!wide()) return finding.scrollIntoView({ block: "start", behavior });
  const at = finding.getBoundingClientRect(), frame = list.getBoundingClientRect();
  if (at.top < frame.top || at.bottom > frame.bottom)
    list.scrollTo({ top: list.scrollTop + at.top - frame.top - 48, behavior });
}

function toForm(finding, behavior = calm()) {
  const sign = byId(`${finding.id}m`) || document.querySelector(`.paper [data-of~="${finding.id}"]`);
  (sign || finding).scrollIntoView({ block: "center", inline: "center", behavior });
  return sign;
}

// Follows the address: #r2 a report, #r2-f5 a finding, #r2-f5m its mark.
function follow(behavior = calm()) {
  const before = opened(), chosen = show();
  const id = decodeURIComponent(location.hash.slice(1));
  const finding = byId(id.replace(/m$/, ""));
  if (finding?.matches(".finding")) {
    if (finding.hidden) { unfilter(); filter(); }
    choose(finding);
    if (id.endsWith("m")) { toForm(finding, behavior); if (wide()) toList(finding, behavior); }
    else { toList(finding, behavior); if (wide()) toForm(finding, behavior); }
  } else if (before !== chosen) {
    choose(null);
    if (!id || id === chosen?.id || id === "all") scrollTo(0, 0); else byId(id)?.scrollIntoView();
  }
}

function unfilter() {
  Object.assign(kept, { rule: "", find: "" });
  kept.off.clear();
  restore();
}

function restore() {
  byId("rule").value = kept.rule;
  if (byId("rule").value !== kept.rule) byId("rule").value = kept.rule = "";
  byId("find").value = kept.find;
  if (byId("which")) byId("which").value = kept.which;
  for (const it of all(".severities input")) it.checked = !kept.off.has(it.value);
}

function step(by) {
  const some = listed();
  if (!some.length) return;
  const at = some.indexOf(active);
  const next = some[at < 0 ? (by > 0 ? 0 : some.length - 1) : Math.min(Math.max(at + by, 0), some.length - 1)];
  choose(next);
  next.querySelector("a").focus({ preventScroll: true });
  if (opened() && wide()) { toForm(next); toList(next); } else toList(next);
}

function sort(heading) {
  const at = [...heading.parentNode.children].indexOf(heading);
  const down = heading.ariaSort ? heading.ariaSort === "ascending" : heading.matches(".error, .warning, .hint");
  const body = heading.closest("table").tBodies[0];
  const key = (row) => row.cells[at].textContent.trim();
  const order = new Intl.Collator(["zh-CN", "en"], { numeric: true });
  for (const it of heading.parentNode.children) it.removeAttribute("aria-sort");
  heading.ariaSort = down ? "descending" : "ascending";
  body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * order.compare(key(a), key(b))));
}

document.addEventListener("input", ({ target }) => {
  if (target.id === "rule") kept.rule = target.value;
  else if (target.id === "find") kept.find = target.value;
  else if (target.id === "which") kept.which = target.value;
  else if (target.id === "report") { location.hash = target.value || "all"; return; }
  else if (target.checked) kept.off.delete(target.value);
  else kept.off.add(target.value);
  filter();
});

document.addEventListener("click", (event) => {
  const { target } = event;
  const heading = target.closest(".overview th button");
  if (heading) return sort(heading.parentNode);
  const link = target.closest("a.sign");
  const finding = link ? byId(link.hash.slice(1).replace(/m$/, "")) : target.closest(".finding");
  if (!finding || (!link && (target.closest("a") || String(getSelection())))) return;
  event.preventDefault();
  const hash = link ? link.hash : `#${finding.id}m`;
  // The address says what is looked at, so that it can be sent to somebody, and back leads back.
  if (location.hash !== hash) location.hash = hash; else follow();
  if (link?.closest(".paper")) finding.querySelector("a").focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search], select, textarea");
  if (event.key === "Escape" && typing) { event.target.blur(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "/") byId("find").focus();
  else return;
  event.preventDefault();
});

// Focus that comes by Tab shows where a finding belongs, and moves nothing.
document.addEventListener("focusin", ({ target }) => {
  const finding = target.closest(".finding") || (target.matches(".paper .sign") && byId(target.hash.slice(1)));
  if (finding && finding !== active) choose(finding);
});

addEventListener("hashchange", () => follow());
document.addEventListener("DOMContentLoaded", () => follow("instant"));
// Once more, as the browser by itself goes to what the address names, which may be in the list.
addEventListener("load", () => requestAnimationFrame(() => { if (active) follow("instant"); }));
