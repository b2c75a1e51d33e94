/**
 * How long reading a list page takes beside htmlparser2's parseDocument alone on the same text: medians over many
 * repetitions, both measured in one run, page by page in turns so that a busy machine slows both alike.
 *
 * `npx tsc -p src && node --experimental-strip-types test/bench/readPages.ts DIR…` on Node 22, or through `npx vite-node`.
 */
