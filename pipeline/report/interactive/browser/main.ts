/// <reference lib="dom" />
/** The script of an interactive page. */
import type { InteractiveData } from "../interactive_data.ts";
import { make } from "./dom.ts";
import { openMoments } from "./moment_list.ts";
import { addSliders } from "./recompute.ts";
import { listVideos } from "./video_list.ts";

async function start(): Promise<void> {
  const data = JSON.parse(document.getElementById("data")!.textContent!) as InteractiveData;
  if (data.videos.length > 0) {
    const list = listVideos(data.videos);
    openMoments(data, list);
    if ("absent" in data.maps) {
      const why = make("p", { class: "facts" }, `No sliders: ${data.maps.absent}`);
      document.querySelector(".tools")!.before(why);
    } else {
      await addSliders(data, data.maps, list);
    }
  }
  document.documentElement.dataset["ready"] = "";
}

start();
