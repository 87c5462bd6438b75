import express from "express";
import { verifyWebhook } from "dialin-config";

export const app = express();

app.post("/room", express.raw({ type: "*/*" }), (request, response) => {
  const { ok, issues } = verifyWebhook({
    secret: process.env.DIALIN_WEBHOOK_SECRET,
    signature: request.headers["x-pinless-signature"],
    timestamp: request.headers["x-pinless-timestamp"],
    body: request.body ?? "",
    now: Date.now() / 1000,
  });
  if (!ok) {
    for (const { message, help } of issues) console.warn(`${message}; ${help}`);
    return response.sendStatus(401);
  }
  const { From, To } = JSON.parse(request.body);
  response.json({ From, To });
});
