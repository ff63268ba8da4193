/** How files of films are told from others. */

const FILM =
  /\.(?:mp4|m4v|mov|mkv|webm|avi|mpe?g|m?ts|m2ts|wmv|asf|flv|f4v|3gp|3g2|ogv|vob|mxf|dv|y4m|gif)$/i;

/** What the name of a film ends in, such as ".mp4"; undefined where that is no ending of films. */
export function filmEnding(name: string): string | undefined {
  return FILM.exec(name)?.[0];
}
