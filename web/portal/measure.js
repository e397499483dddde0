// 外部请求: counts what this page really asked of other origins, as the browser recorded it, from the first byte on.

import { byId } from "./dom.js";

/** Shows the counts and keeps them true while the page is open. */
export function measureRequests() {
  let own = 0;
  let external = 0;

  function show() {
    byId("external-count").textContent = external;
    byId("own-count").textContent = `本站文件 ${own}`;
    byId("meter").dataset.external = external;
  }

  function add(address) {
    const url = new URL(address, location.href);
    // data: and blob: stay in the page and have no origin to compare.
    if (url.protocol !== "http:" && url.protocol !== "https:") return;
    if (url.origin === location.origin) own += 1;
    else external += 1;
  }

  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) add(entry.name);
    show();
  });
  for (const type of ["navigation", "resource"]) observer.observe({ type, buffered: true });

  // What the policy stopped never becomes a resource entry, but somebody tried.
  document.addEventListener("securitypolicyviolation", (event) => {
    if (/^https?:/.test(event.blockedURI) && new URL(event.blockedURI).origin !== location.origin) {
      external += 1;
      show();
    }
  });

  show();
}
