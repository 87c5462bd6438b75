/** How long the rounds of everything that is measured side by side take together at least, and how many they are, in ns. */
const LONG_ENOUGH = 6e9;
const ROUNDS = 7;

/**
 * Nanoseconds a round, the median, of each of these. They take turns, so that a slow moment hits them all, and the
 * compiler is done before the first is counted.
 *
 * @param {(() => void)[]} rounds
 * @param {number} warmUps
 */
export function medians(rounds, warmUps) {
  const times = rounds.map(() => []);
  for (let turn = 0; turn < warmUps; turn += 1) for (const round of rounds) round();
  for (let sum = 0, turn = 0; sum < LONG_ENOUGH || turn < ROUNDS; turn += 1) {
    rounds.forEach((round, index) => {
      const begun = process.hrtime.bigint();
      round();
      const took = Number(process.hrtime.bigint() - begun);
      times[index].push(took);
      sum += took;
    });
  }
  return times.map((taken) => taken.sort((one, other) => one - other)[Math.floor(taken.length / 2)]);
}
