/** What videos are called after: files, without folder and ending. */

/** The path of an annotation file about one video, without its ending; sub-folders are a part of a video's name. */
export function nameOfPath(path: string, endings: readonly string[]): string {
  const ending = endings.find((each) => path.endsWith(each)) ?? "";
  return path.slice(0, path.length - ending.length).replaceAll("\\", "/");
}

/** The name of a media file that a URL or a path names; undefined where it names none. */
export function nameOfMedia(url: string): string | undefined {
  const last = url.replace(/[?#].*$/, "").split(/[/\\]/).at(-1)!;
  const name = decoded(last).replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, "");
  return name === "" ? undefined : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
