/** Imported first: schemas are made from now on without programs of their own, which the page's policy refuses. */
import { z } from "zod";

z.config({ jitless: true });
