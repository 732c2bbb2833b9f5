// The path of the extension under Node, on vscode-languageclient's own protocol library:
//   node test.mjs LOOPLINT BUILD SAMPLE.cpp
// opens a copy of the sample, sees the finding, hover and hints, applies the quick fix, and sees no
// diagnostics. Exit code 77: skipped, its packages are not installed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const require = createRequire(import.meta.url);
let protocol;
try {
  protocol = require('vscode-languageserver-protocol/node');
} catch {
  console.log('skipped: npm ci was not run in tool/editors/vscode');
  process.exit(77);
}
const { serverOptions } = require('./client_options.js');

const [looplint, build, sample] = process.argv.slice(2);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'looplint-vscode-'));
const file = path.join(scratch, 'main.cpp');
const uri = pathToFileURL(file).href;
let text = fs.readFileSync(sample, 'utf8');
fs.writeFileSync(file, text);
fs.copyFileSync(path.join(path.dirname(sample), '../../.clang-format'), path.join(scratch, '.clang-format'));
const entry = JSON.parse(fs.readFileSync(path.join(build, 'compile_commands.json'))).find((e) => e.file === sample);
fs.writeFileSync(path.join(scratch, 'compile_commands.json'),
  JSON.stringify([{ ...entry, file, command: entry.command.replaceAll(sample, file) }]));

const { command, args } = serverOptions(looplint, [`--cache-dir=${scratch}/cache`]);
const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
connection.onRequest('client/registerCapability', () => null);
connection.onRequest('window/workDoneProgress/create', () => null);
for (const what of ['diagnostic', 'inlayHint', 'codeLens']) connection.onRequest(`workspace/${what}/refresh`, () => null);
connection.listen();
const timer = setTimeout(() => { console.error('nothing in time'); process.exit(1); }, 600_000);

// As vscode-languageclient offers them: diagnostics are pulled, positions are UTF-16.
const capabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true }, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
  textDocument: { diagnostic: { dynamicRegistration: true }, hover: { contentFormat: ['markdown'] }, inlayHint: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } } },
  window: { workDoneProgress: true },
};
const textDocument = { uri };
const line = text.split('\n').indexOf('loop::Event event;');

const initialized = await connection.sendRequest(protocol.InitializeRequest.type,
  { processId: process.pid, rootUri: pathToFileURL(scratch).href, capabilities, workspaceFolders: null });
assert.ok(initialized.capabilities.diagnosticProvider);
await connection.sendNotification(protocol.InitializedNotification.type, {});
await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type,
  { textDocument: { uri, languageId: 'cpp', version: 1, text } });

const pull = () => connection.sendRequest(protocol.DocumentDiagnosticRequest.type, { textDocument });
const report = await pull();
assert.equal(report.items.length, 1);
const [found] = report.items;
assert.deepEqual(found.range, { start: { line, character: 12 }, end: { line, character: 17 } });
assert.match(found.message, /bound to the default loop before main/);
console.log(`diagnostic: line ${line + 1}: ${found.message}`);

const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument, position: found.range.start });
assert.match(hover.contents.value, /event/);
const hints = await connection.sendRequest(protocol.InlayHintRequest.type,
  { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } } });
assert.ok(hints.length > 0);
for (const hint of hints) assert.match(hint.label, /^runs on: /);
console.log(`hover and ${hints.length} inlay hints`);

const actions = await connection.sendRequest(protocol.CodeActionRequest.type,
  { textDocument, range: found.range, context: { diagnostics: [found] } });
const fix = actions.find((action) => action.isPreferred);
assert.ok(fix, 'no quick fix');
text = applyEdits(text, fix.edit.documentChanges[0].edits);
await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type,
  { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
assert.deepEqual((await pull()).items, []);
console.log(`fix: ${fix.title}; no diagnostics`);

await connection.sendRequest(protocol.ShutdownRequest.type);
await connection.sendNotification(protocol.ExitNotification.type);
const code = await new Promise((done) => server.on('exit', done));
assert.equal(code, 0);
fs.rmSync(scratch, { recursive: true });
clearTimeout(timer);
process.exit(0);

function applyEdits(before, edits) {
  const starts = [0];
  for (let i = 0; i < before.length; ++i) if (before[i] === '\n') starts.push(i + 1);
  const offset = (at) => starts[at.line] + at.character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((all, edit) => all.slice(0, offset(edit.range.start)) + edit.newText + all.slice(offset(edit.range.end)), before);
}
