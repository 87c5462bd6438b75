// app/room/route.js
import { verifyWebhook } from "dialin-config";

export async function POST(request) {
  const body = await request.arrayBuffer();
  const { ok } = verifyWebhook({
    secret: process.env.DIALIN_WEBHOOK_SECRET,
    signature: request.headers.get("x-pinless-signature"),
    timestamp: request.headers.get("x-pinless-timestamp"),
    body,
    now: Date.now() / 1000,
  });
  if (!ok) return new Response("not signed by Daily", { status: 401 });
  const { From, To } = JSON.parse(new TextDecoder().decode(body));
  return Response.json({ From, To });
}
