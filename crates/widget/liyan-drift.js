// Notices that an element moved although nothing was resized: a line above it appeared, a sibling grew.
//
// The browser has no event for that. An `IntersectionObserver` whose root is cut to the very place where the element
// stands fires as soon as the element leaves it; then it is armed again for the new place. No polling.

export class Drift {
  #target;
  #within;
  #moved;
  #observer = null;
  #over = false;

  /** Calls `moved` whenever `target` moves within its ancestor `within`, until this is disconnected. */
  constructor(target, within, moved) {
    this.#target = target;
    this.#within = within;
    this.#moved = moved;
    this.arm(1);
  }

  /**
   * Cuts the root to where the target stands now: to be called again when the ancestor changed its size, for its edges
   * are what the place is measured from. `ratio` is how much of the target the root can hold at all; it is less than all
   * of it where something else clips the target.
   */
  arm(ratio) {
    if (this.#over) return;
    const [place, frame] = [this.#target.getBoundingClientRect(), this.#within.getBoundingClientRect()];
    const edges = [place.top - frame.top, frame.right - place.right, frame.bottom - place.bottom, place.left - frame.left];
    const rootMargin = edges.map((edge) => `${-Math.floor(edge)}px`).join(" ");
    // A threshold of nothing at all would be met wherever the target stands.
    const threshold = Math.min(Math.max(ratio, 1e-7), 1);
    let first = true;
    const heard = (entries) => {
      const now = entries[entries.length - 1].intersectionRatio;
      const began = first;
      first = false;
      // The first answer says how things stand and may correct the ratio; any later one says that the target moved.
      if (began && Math.abs(now - ratio) <= 1e-3) return;
      // Not even a first answer that only corrects the ratio is passed over: by then the target may have moved.
      this.#moved();
      this.arm(began ? now : 1);
    };
    this.#observer?.disconnect();
    this.#observer = new IntersectionObserver(heard, { root: this.#within, rootMargin, threshold });
    this.#observer.observe(this.#target);
  }

  disconnect() {
    this.#over = true;
    this.#observer?.disconnect();
  }
}
