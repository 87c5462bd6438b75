// Differences that more than one judge has.

/**
 * Google's parser strips a trunk prefix from a number that is valid with it. Belarus has premium numbers 810 xxx xxxx, and its
 * trunk prefix is 8. (The other plan that this could happen in, Japan's +81 003768…, only has it in numbers of more than 15 digits.)
 */
export const trunkPrefixOfAValidNumber = {
  name: "trunk prefix of a valid number",
  reason: "Google's parser takes +375 810… for +375 10… with a trunk prefix kept; we keep the valid number",
  explains: ({ what, fact, theirs, readAs }) =>
    what === "accepted" && !theirs && fact.number.startsWith("+375810") && readAs === fact.number.replace("+3758", "+375"),
};

/** Core follows libphonenumber-js, whose metadata leaves the mobile pattern out both where it is that of the fixed lines and where there is none. */
export const noMobilePhones = {
  name: "no mobile phones",
  reason: "Tristan da Cunha has no mobile numbers: a fixed line for Google, libphonenumber-js cannot tell",
  explains: ({ what, fact, ours, theirs }) =>
    what === "kind" && fact.region === "TA" && ours === "fixed-line-or-mobile" && theirs === "fixed-line",
};
