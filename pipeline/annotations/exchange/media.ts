/** How files of films are named. */

/** What names of films and sounds end in, and their types. */
const TYPES: Readonly<Record<string, string>> = {
  ".mp4": "video/mp4",
  ".m4v": "video/mp4",
  ".mov": "video/quicktime",
  ".avi": "video/x-msvideo",
  ".mkv": "video/x-matroska",
  ".webm": "video/webm",
  ".mpg": "video/mpeg",
  ".mpeg": "video/mpeg",
  ".wmv": "video/x-ms-wmv",
  ".mts": "video/mp2t",
  ".wav": "audio/x-wav",
  ".mp3": "audio/mpeg",
};

/** The type of a film by its ending; undefined where that is of none. */
export function filmType(path: string): string | undefined {
  return TYPES[/\.[^./\\]*$/.exec(path)?.[0].toLowerCase() ?? ""];
}

/** A path as a URL: absolute with `file://`, else relative. */
export function filmUrl(path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}
