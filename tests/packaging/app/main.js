// A program: prints its answers.
import { answers } from "./answers.js";

const [, , baseUrl] = process.argv;
answers(baseUrl).then((all) => console.log(JSON.stringify(all)));
