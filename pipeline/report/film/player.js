// The script of a page about a film: seeks by clicks and keys, and shows the moment in the timeline and in the list.
(() => {
  const video = document.querySelector("video");
  const plot = document.querySelector("svg.plot");
  const scroll = plot.closest(".scroll");
  const cursor = plot.querySelector(".cursor");
  const clock = document.querySelector(".now output");
  const names = document.querySelector(".now span");
  const [left, right, duration] = ["left", "right", "duration"].map((key) =>
    Number(plot.closest("figure").dataset[key])
  );
  /** Seconds that an arrow key goes, and those of a frame; of most films where that is not known. */
  const STEP = 1;
  const FRAME = 1 / Number(video.dataset.rate ?? 25);

  const segments = [...document.querySelectorAll("button[data-start]")].map((button, i) => ({
    button,
    bar: plot.querySelector(`[data-segment="${i}"]`),
    start: Number(button.dataset.start),
    end: Number(button.dataset.end),
    score: Number(button.dataset.score),
    label: button.dataset.label,
    isShown: true,
  }));

  /** What the player was last asked for: it takes a while to get there. */
  let wanted;

  function now() {
    return video.seeking && wanted !== undefined ? wanted : video.currentTime;
  }

  function end() {
    return Number.isFinite(video.duration) ? video.duration : duration;
  }

  function seek(seconds) {
    wanted = Math.min(Math.max(0, seconds), end());
    video.currentTime = wanted;
    show();
    keepInView();
  }

  function clockText(seconds) {
    const tenths = Math.floor(seconds * 10 + 1e-6);
    const two = (value) => String(value).padStart(2, "0");
    const [minutes, rest] = [Math.floor(tenths / 600), tenths % 600];
    const hours = Math.floor(minutes / 60);
    const whole = hours > 0 ? `${hours}:${two(minutes % 60)}` : String(minutes);
    return `${whole}:${two(Math.floor(rest / 10))}.${rest % 10}`;
  }

  function x(seconds) {
    return left + (right - left) * Math.min(1, Math.max(0, seconds / duration));
  }

  function show() {
    const moment = now();
    cursor.setAttribute("x1", x(moment));
    cursor.setAttribute("x2", x(moment));
    clock.textContent = clockText(moment);
    const present = new Set();
    for (const { button, bar, start, end, label, isShown } of segments) {
      const isNow = isShown && start <= moment && moment < end;
      if (isNow) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      bar.classList.toggle("now", isNow);
      if (isNow) present.add(label);
    }
    names.textContent = [...present].join(", ");
  }

  function keepInView() {
    const gutter = scroll.querySelector(".gutter").clientWidth;
    const at = x(now()) - scroll.scrollLeft;
    const room = scroll.clientWidth - gutter;
    if (at < 0 || at > room) scroll.scrollLeft = x(now()) - room / 4;
  }

  function play() {
    if (!video.paused) video.pause();
    // A film that cannot be played is told of by the event "error".
    else video.play().catch(() => {});
  }

  /** To the next segment that is shown, or the one before. */
  function jump(direction) {
    const shown = segments.filter(({ isShown }) => isShown);
    const tiny = 0.01;
    const moment = now();
    const found = direction > 0
      ? shown.find(({ start }) => start > moment + tiny)
      : shown.findLast(({ start }) => start < moment - tiny);
    if (!found) return;
    seek(found.start);
    found.button.scrollIntoView({ block: "nearest" });
  }

  const keys = {
    " ": play,
    k: play,
    ArrowLeft: () => seek(now() - STEP),
    ArrowRight: () => seek(now() + STEP),
    ",": () => seek(now() - FRAME),
    ".": () => seek(now() + FRAME),
    n: () => jump(1),
    p: () => jump(-1),
    Home: () => seek(0),
    End: () => seek(end()),
  };
  const OWN = { " ": "button, summary, input, a", default: "input" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    // What has a use for the key itself keeps it.
    if (event.target.closest?.(OWN[event.key] ?? OWN.default)) return;
    // Before the player's own controls, which would take a key once more.
    event.stopPropagation();
    event.preventDefault();
    keys[event.key]();
  }, { capture: true });

  plot.addEventListener("click", (event) => {
    const bar = event.target.closest("[data-segment]");
    if (bar) return seek(segments[Number(bar.dataset.segment)].start);
    const box = plot.getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width * plot.viewBox.baseVal.width;
    seek((at - left) / (right - left) * duration);
  });
  for (const { button, start } of segments) button.addEventListener("click", () => seek(start));

  const least = document.querySelector("#least");
  least?.addEventListener("input", () => {
    const score = Number(least.value);
    for (const segment of segments) {
      segment.isShown = segment.score >= score;
      segment.button.parentElement.hidden = !segment.isShown;
      segment.bar.classList.toggle("left-out", !segment.isShown);
    }
    const count = segments.filter(({ isShown }) => isShown).length;
    document.querySelector("#least-now").textContent = `${
      Number(score.toPrecision(3))
    }: ${count} of ${segments.length}`;
    show();
  });

  video.addEventListener("error", () => document.querySelector(".unplayable").hidden = false);
  if (video.error) document.querySelector(".unplayable").hidden = false;
  for (const name of ["timeupdate", "seeking", "seeked", "loadedmetadata"]) {
    video.addEventListener(name, show);
  }
  video.addEventListener("play", () => {
    requestAnimationFrame(function frame() {
      show();
      keepInView();
      if (!video.paused && !video.ended) requestAnimationFrame(frame);
    });
  });
  const [, from] = /^#t=([\d.]+)$/.exec(location.hash) ?? [];
  if (from !== undefined) seek(Number(from));
  show();
})();
