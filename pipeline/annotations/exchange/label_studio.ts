/** Segments as tasks of Label Studio with predictions, and the labelling interface for them. */
import { filmUrl } from "./media.ts";
import type { ExchangeContext, ExchangedVideo, ExchangeTarget } from "./target.ts";
import { xmlWriter } from "./xml_text.ts";

/** Names of the controls in the interface, those of Label Studio's own template. */
const [LABELS, VIDEO] = ["videoLabels", "video"] as const;

/** Frames are counted from 1, and the last one is inside. */
export const labelStudioTarget: ExchangeTarget = {
  ending: ".json",
  ofOneVideo: false,
  unit: "frames",
  content: (videos, context) =>
    `${JSON.stringify(videos.map((video) => taskOf(video, context)), undefined, 1)}\n`,
  besides: (context) => ({ name: "labeling_interface.xml", text: interfaceText(context) }),
};

function taskOf({ id, media, segments }: ExchangedVideo, { title, perSecond }: ExchangeContext) {
  return {
    data: { video: filmUrl(media), video_id: id, fps: perSecond },
    predictions: [{
      model_version: title,
      result: segments.map(({ label, score, start, end }, i) => ({
        id: `s${i + 1}`,
        from_name: LABELS,
        to_name: VIDEO,
        type: "timelinelabels",
        score,
        value: { ranges: [{ start: start + 1, end }], timelinelabels: [label] },
      })),
    }],
  };
}

function interfaceText({ labels, perSecond }: ExchangeContext): string {
  const { root, write, text } = xmlWriter("View");
  const control = write(root, "TimelineLabels", { name: LABELS, toName: VIDEO });
  for (const label of labels) write(control, "Label", { value: label });
  write(root, "Video", { name: VIDEO, value: `$${VIDEO}`, frameRate: String(perSecond) });
  return text();
}
