"use strict";
(() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const cards = all(".card");
  let chosen = null;

  const light = (number) => {
    all(".lit, .lit-around").forEach((one) => one.classList.remove("lit", "lit-around"));
    if (!number) return;
    all(`[data-content~="${number}"]`).forEach((one) => one.classList.add("lit"));
    all(`[data-around~="${number}"]`).forEach((one) => one.classList.add("lit-around"));
    all(`.card[data-number="${number}"]`).forEach((one) => one.classList.add("lit"));
  };
  const settle = () => light(chosen && chosen.dataset.number);

  const choose = (card, move) => {
    all(".chosen").forEach((one) => one.classList.remove("chosen"));
    chosen = card;
    if (card) {
      card.classList.add("chosen");
      if (move) { card.focus({preventScroll: true}); card.scrollIntoView({block: "center"}); }
    }
    settle();
  };
  const cardOf = (hash) => {
    const id = decodeURIComponent(hash.slice(1)).replace(/^(passage|claim)-/, "");
    return id ? document.getElementById(`claim-${id}`) : null;
  };
  const follow = () => {
    const card = cardOf(location.hash);
    if (card) choose(card, location.hash.startsWith("#claim-"));
  };

  cards.forEach((card) => {
    card.addEventListener("mouseenter", () => light(card.dataset.number));
    card.addEventListener("mouseleave", settle);
    card.addEventListener("focusin", () => choose(card, false));
  });
  all("[data-content], [data-around]").forEach((piece) => {
    const number = (piece.dataset.content || piece.dataset.around).split(" ").pop();
    piece.addEventListener("mouseenter", () => light(number));
    piece.addEventListener("mouseleave", settle);
    piece.addEventListener("click", (event) => {
      if (event.target.closest("a, .date") || String(getSelection())) return;
      const card = document.querySelector(`.card[data-number="${number}"]`);
      if (card) choose(card, true);
    });
  });

  all(".speaker-key[data-numbers], .filter").forEach((button) => button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    all("[aria-pressed]").forEach((one) => one.setAttribute("aria-pressed", String(one === button && on)));
    const numbers = new Set((button.dataset.numbers || "").split(" "));
    const kept = (one) => button.dataset.what
      ? one.dataset.is.split(" ").includes(button.dataset.what)
      : (one.dataset.number || one.dataset.content || one.dataset.around).split(" ").some((n) => numbers.has(n));
    cards.concat(all("[data-content], [data-around]")).forEach((one) =>
      one.classList.toggle(button.dataset.what ? "hidden" : "faded", on && !kept(one)));
  }));

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = {j: 1, k: -1}[event.key];
    if (step) {
      const shown = cards.filter((card) => !card.classList.contains("hidden"));
      const at = shown.indexOf(chosen);
      const next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1)];
      if (next) choose(next, true);
    } else if (event.key === "Enter" && chosen && document.activeElement === chosen) {
      const passage = document.getElementById(chosen.id.replace("claim-", "passage-"));
      if (passage) { passage.focus(); passage.scrollIntoView({block: "center"}); }
    } else if (event.key === "Escape") {
      if (document.activeElement) document.activeElement.blur();
      choose(null, false);
      all("[aria-pressed=true]").forEach((one) => one.click());
    }
  });
  addEventListener("hashchange", follow);
  const start = document.querySelector(".card.chosen");
  if (location.hash) follow();
  else if (start) choose(start, true);
})();
