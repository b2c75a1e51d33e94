/**
 * The ceiling: fetch and bare htmlparser2 tokenizing, with callbacks that do nothing. As many threads as our own program
 * runs JavaScript in each take a share of the addresses, fetch and tokenize them: nothing is handed between threads.
 */
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Tokenizer } from 'htmlparser2';
import { Agent, request } from 'undici';
import { answer, inFlight, taskOfProcess } from './contestant.js';
import { addressesInTurns } from './field.js';
import { stopwatch } from './processorTime.js';

if (isMainThread) await lead();
else await work(workerData as Share);

interface Share {
  addresses: string[];
  warmUp: number;
  concurrency: number;
}

async function lead(): Promise<void> {
  const { field, concurrency, warmUp, threads: besides } = taskOfProcess();
  const threads = 1 + besides;
  const addresses = addressesInTurns(field);
  const workers = Array.from({ length: threads }, (_, thread) => {
    const share: Share = {
      addresses: addresses.filter((_address, index) => index % threads === thread),
      warmUp: Math.ceil(warmUp / threads),
      concurrency: Math.ceil(concurrency / threads),
    };
    return new Worker(new URL(import.meta.url), { workerData: share });
  });
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const measured = stopwatch();
  for (const worker of workers) worker.postMessage('start');
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  answer({ tokenizer: measured(addresses.length, null) });
  await Promise.all(workers.map((worker) => worker.terminate()));
}

async function work({ addresses, warmUp, concurrency }: Share): Promise<void> {
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const nothing = () => undefined;
  const callbacks = {
    onattribdata: nothing, onattribentity: nothing, onattribend: nothing, onattribname: nothing, oncdata: nothing,
    onclosetag: nothing, oncomment: nothing, ondeclaration: nothing, onend: nothing, onopentagend: nothing,
    onopentagname: nothing, onprocessinginstruction: nothing, onselfclosingtag: nothing, ontext: nothing,
    ontextentity: nothing,
  };
  const one = async (address: string) => {
    const { body } = await request(address, { dispatcher: agent });
    const tokenizer = new Tokenizer({ decodeEntities: true, xmlMode: false }, callbacks);
    tokenizer.write(await body.text());
    tokenizer.end();
  };
  await inFlight(addresses.slice(0, warmUp), concurrency, one);
  parentPort?.once('message', () => {
    void inFlight(addresses, concurrency, one).then(() => parentPort?.postMessage('done'));
  });
  parentPort?.postMessage('ready');
}
