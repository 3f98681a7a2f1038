"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const findings = all(".finding");
  const pictures = { all: one("svg[data-name=all]"), shared: one("svg[data-name=shared]") };
  const search = one("#search");
  const onlyShared = one("#only-shared");
  const theme = one("#theme");
  const status = one("#status");
  let node = null;

  const picture = () => (onlyShared?.checked ? pictures.shared : pictures.all);
  const words = (text) => text.split(" ").filter((word) => word);
  const drawn = (id) => picture().querySelector(`[data-id="${id}"]`);
  const open = () => findings.find((finding) => finding.open);

  // A line, and the boxes at its ends.
  const ends = (line) => [line.dataset.from, line.dataset.to].map(drawn).filter((end) => end);
  const withEnds = (lines) => lines.flatMap((line) => [line, ...ends(line)]);
  const linesOf = (id) => all(".line[data-from]", picture()).filter((line) => line.dataset.from === id || line.dataset.to === id);
  const groupOf = (channel) => channel.dataset.group && drawn(channel.dataset.group);

  // What a step of a finding is on the picture.
  const shown = (step) => {
    const channels = words(step.dataset.channels).map(drawn).filter((it) => it);
    const lines = words(step.dataset.uses).map(drawn).filter((it) => it);
    return { badges: [...channels, ...lines.map((line) => drawn(line.dataset.from))], on: [...channels, ...withEnds(lines)] };
  };

  const clear = () => {
    all(".badge").forEach((badge) => badge.remove());
    all(".faded, .on", picture()).forEach((it) => it.classList.remove("faded", "on"));
  };

  const keep = (kept) => {
    const groups = [...kept].map(groupOf).filter((it) => it);
    const stay = new Set([...kept, ...groups]);
    all(".node, .line[data-from], .padlock[data-of]", picture()).forEach((it) => {
      const isKept = stay.has(it.dataset.of ? drawn(it.dataset.of) : it);
      it.classList.toggle("faded", !isKept);
    });
  };

  const badge = (box, number) => {
    const rect = box.querySelector(".box");
    const before = all(`.badge[data-on="${box.dataset.id}"]`, picture()).length;
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", "badge");
    group.dataset.on = box.dataset.id;
    group.setAttribute("aria-hidden", "true");
    const x = Number(rect.getAttribute("x")) + Number(rect.getAttribute("width")) - 8 - before * 24;
    group.setAttribute("transform", `translate(${x} ${rect.getAttribute("y")})`);
    const circle = document.createElementNS(SVG, "circle");
    circle.setAttribute("r", "11");
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("y", "4");
    text.textContent = number;
    group.append(circle, text);
    picture().append(group);
  };

  const follow = (finding) => {
    const kept = new Set();
    all(".steps > li", finding).forEach((step, at) => {
      const { badges, on } = shown(step);
      new Set(badges).forEach((box) => badge(box, at + 1));
      on.forEach((it) => kept.add(it) && it.classList.add("on"));
    });
    words(finding.dataset.channels).map(drawn).forEach((channel) => channel && kept.add(channel));
    if (kept.size === 0) return;
    keep(kept);
    const first = [...kept].find((it) => it.classList.contains("channel")) ?? [...kept][0];
    first.scrollIntoView({ block: "center", inline: "nearest" });
  };

  // The boxes whose words fit, and what they are joined to.
  const find = (asked) => {
    const fits = (it) => it.textContent.toLowerCase().includes(asked);
    const found = all(".node", picture()).filter(fits);
    const inGroups = found.filter((it) => it.classList.contains("group"))
      .flatMap((group) => all(`.channel[data-group="${group.dataset.id}"]`, picture()));
    const kept = [...found, ...inGroups];
    keep(new Set([...kept, ...withEnds(kept.flatMap((it) => linesOf(it.dataset.id)))]));
    return kept.filter((it) => it.classList.contains("channel")).length;
  };

  const refresh = () => {
    Object.entries(pictures).forEach(([name, it]) => it.toggleAttribute("hidden", it !== picture()));
    clear();
    const asked = search.value.trim().toLowerCase();
    const has = (finding) => words(finding.dataset.channels).some(drawn);
    findings.forEach((finding) => {
      finding.hidden = !finding.textContent.toLowerCase().includes(asked) || (onlyShared?.checked && !has(finding));
    });
    const left = findings.filter((finding) => !finding.hidden);
    one("#nothing").hidden = left.length > 0 || findings.length === 0;
    const chosen = open();
    if (chosen && !chosen.hidden) follow(chosen);
    else if (node && drawn(node)) keep(new Set([drawn(node), ...withEnds(linesOf(node))]));
    const channels = all(".channel", picture()).length;
    if (asked) {
      const found = chosen && !chosen.hidden ? null : find(asked);
      status.textContent = `${found === null ? "" : `${found} of ${channels} channels, `}${left.length} of ${findings.length} findings`;
    } else {
      status.textContent = "";
    }
  };

  const choose = (box) => {
    const id = box.dataset.id;
    const way = all(".finding:not([hidden])").find((finding) => words(finding.dataset.channels).includes(id) ||
      all(".steps > li", finding).some((step) => shown(step).badges.includes(box)));
    node = way ? null : id;
    if (way) {
      way.open = true;
      way.scrollIntoView({ block: "nearest" });
    } else {
      findings.forEach((finding) => { finding.open = false; });
    }
    refresh();
  };

  const reset = () => {
    node = null;
    search.value = "";
    findings.forEach((finding) => { finding.open = false; });
    refresh();
  };

  findings.forEach((finding) => finding.addEventListener("toggle", () => {
    if (finding.open) {
      node = null;
      findings.filter((other) => other !== finding).forEach((other) => { other.open = false; });
    }
    refresh();
  }));

  Object.values(pictures).forEach((svg) => {
    all(".node:not(.group)", svg).forEach((box) => {
      box.dataset.way = "";
      // What has nothing to tell is no stop on the way through the page.
      const tells = findings.some((finding) => words(finding.dataset.channels).includes(box.dataset.id));
      if (!tells) return;
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "button");
      box.setAttribute("aria-label", `Finding of ${box.querySelector("title").textContent}`);
    });
    svg.addEventListener("click", (event) => {
      const box = event.target.closest(".node:not(.group)");
      if (box) choose(box);
    });
    svg.addEventListener("keydown", (event) => {
      const box = event.target.closest?.(".node");
      if (!box || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      choose(box);
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") reset();
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  dark.addEventListener("change", name);
  name();

  search.addEventListener("input", refresh);
  onlyShared?.addEventListener("change", refresh);
  one(".tools").hidden = false;
  refresh();
})();
