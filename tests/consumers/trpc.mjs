import { initTRPC } from "@trpc/server";
import { createConfigSchema } from "dialin-config";

const { procedure, router } = initTRPC.context().create();

export const configs = router({
  create: procedure.input(createConfigSchema).mutation(({ input, ctx }) => ctx.daily.create(input)),
});
