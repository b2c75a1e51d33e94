/** Fetch only: undici's `request` with the body read, over an agent with the options that ours has. */
import { Agent, request } from 'undici';
import { answer, inFlight, taskOfProcess } from './contestant.js';
import { addressesInTurns } from './field.js';
import { stopwatch } from './processorTime.js';

const { field, concurrency, warmUp } = taskOfProcess();
const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const addresses = addressesInTurns(field);

await inFlight(addresses.slice(0, warmUp), concurrency, fetchOne);
const measured = stopwatch();
await inFlight(addresses, concurrency, fetchOne);
answer({ fetchOnly: measured(addresses.length, null) });
await agent.destroy();

async function fetchOne(address: string): Promise<void> {
  const { body } = await request(address, { dispatcher: agent });
  await body.arrayBuffer();
}
