// The few lines of DOM work that every part of the desk shares. Text goes in as text, never as markup.

/** The element with this id; the page is broken without it, so say which one is missing. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks #${id}`);
  return element;
}

/** A fresh copy of the first element in `<template id=…>`, its parts filled by `{selector: text}`. */
export function copyOf(templateId, texts = {}) {
  const element = byId(templateId).content.firstElementChild.cloneNode(true);
  for (const [selector, text] of Object.entries(texts)) {
    element.querySelector(selector).textContent = text;
  }
  return element;
}

/** Clock time of a `Date`: 09:42. */
export function clock(date) {
  return date.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** When something was said, as a clerk reads it: 09:42, 昨天 16:20 or 4月26日. */
export function whenSaid(date, now = new Date()) {
  const dayOf = (d) => new Date(d.getFullYear(), d.getMonth(), d.getDate());
  const days = Math.round((dayOf(now) - dayOf(date)) / 86_400_000);
  if (days === 0) return clock(date);
  if (days === 1) return `昨天 ${clock(date)}`;
  return `${date.getMonth() + 1}月${date.getDate()}日`;
}
