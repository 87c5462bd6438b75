import { everything } from "./support/everything.mjs";

everything("firefox");
