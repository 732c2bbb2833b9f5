// The article's pages and /__loops__ in a real browser: headless Chromium, driven by playwright-core.
//
// usage: node pages_test.mjs BIN SCREENSHOTS KIND. Ends with 77, and says why, where there is no
// Chromium or playwright-core is not installed.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [bin, screenshots, kind] = process.argv.slice(2)
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)

function skip(reason) {
  console.log(`skipped: ${reason}`)
  process.exit(77)
}

async function playwright() {
  try {
    return await import('playwright-core')
  } catch {
    return skip('playwright-core is not installed; ./dev deps does it')
  }
}

// A served program, and the port that its log names.
async function serve(program, ...options) {
  const command = ['--port', '0', '--loop', kind, '--no-access-log', ...options]
  const server = spawn(`${bin}/${program}`, command, { stdio: ['ignore', 'inherit', 'pipe'] })
  const lines = createInterface({ input: server.stderr })
  const port = await new Promise((resolve, reject) => {
    lines.on('line', line => {
      const running = line.match(/running on http:\/\/127\.0\.0\.1:(\d+)/)
      if (running) resolve(running[1])
    })
    server.on('exit', code => reject(new Error(`${program} ended with ${code}`)))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => server.kill('SIGTERM') }
}

async function withPage(browser, name, program, options, check) {
  const server = await serve(program, ...options)
  const page = await browser.newPage()
  try {
    await check(page, server.url)
    await page.screenshot({ path: `${screenshots}/${kind}_${name}.png` })
    console.log(`ok: ${name}`)
  } finally {
    await page.close()
    server.stop()
  }
}

async function button(page, label) {
  await page.waitForFunction(
    expected => document.querySelector('button')?.textContent.trim() === expected, label)
}

async function changesAndSurvivesAReload(page, url) {
  await page.goto(url)
  await button(page, 'Set')
  await page.click('button')
  await button(page, 'Clear')
  await page.reload()
  await button(page, 'Clear')
  await page.click('button')
  await button(page, 'Set')
}

async function showsTheFailure(page, url) {
  const answer = await page.goto(url)
  assert.equal(answer.status(), 500)
  assert.equal((await page.textContent('body')).trim(), 'Internal Server Error')
}

async function showsTheEventAndItsLine(page, url) {
  await page.goto(`${url}/__loops__`)
  const objects = await page.textContent('#objects')
  assert.match(objects, /loop::Event/)
  assert.match(objects, /event_lifespan\/main\.cpp:\d+:\d+ in create_event/)
  assert.match(await page.textContent('#loops'), /MainThread/)
}

// The page renews itself: it shows an error that happens after it was opened.
async function showsAnErrorLive(page, url) {
  await page.goto(`${url}/__loops__`)
  assert.doesNotMatch(await page.textContent('#errors'), /attached/)
  await fetch(url)
  await page.waitForFunction(() => /attached to a different loop/.test(
    document.querySelector('#errors').textContent))
  assert.match(await page.textContent('#errors'), /event_global\/main\.cpp:\d+:\d+ in get_index/)
}

if (!chromium) skip('there is no chromium')
const driver = await playwright()
mkdirSync(screenshots, { recursive: true })
const browser = await driver.chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] })
try {
  await withPage(browser, 'event_lifespan', 'http_event_lifespan', [], changesAndSurvivesAReload)
  await withPage(browser, 'event_global', 'http_event_global', [], showsTheFailure)
  await withPage(browser, 'loops', 'http_event_lifespan', ['--debug'], showsTheEventAndItsLine)
  await withPage(browser, 'loops_error', 'http_event_global', ['--debug'], showsAnErrorLive)
} finally {
  await browser.close()
}
