-- Reads pages in turn and writes posts in between; says at the end what came of it in one line for the table.
--   BENCH_PATHS   file with a path on each line
--   BENCH_HEADERS file with headers for reading, "Name: value" on each line
--   BENCH_FRESH   not empty: each address is asked for once only, so that nothing of it can be kept
--   BENCH_POSTS   of a hundred requests so many are posts
--   BENCH_TOPICS  file with ids of the topics to post into
--   BENCH_TOKENS  file with the tokens of those who post
--   BENCH_TEXTS   file with what they write
local threads = {}

local function lines(name)
  local found, file = {}, os.getenv(name)
  if file and file ~= "" then
    for line in io.lines(file) do found[#found + 1] = line end
  end
  return found
end

function setup(thread)
  threads[#threads + 1] = thread
end

function init()
  math.randomseed(os.time())
  share = tonumber(os.getenv("BENCH_POSTS") or "0")
  topics, tokens, texts = lines("BENCH_TOPICS"), lines("BENCH_TOKENS"), lines("BENCH_TEXTS")
  local headers = {}
  for _, line in ipairs(lines("BENCH_HEADERS")) do
    local name, value = line:match("^([^:]+):%s*(.*)$")
    headers[name] = value
  end
  get, pages, fresh = headers, {}, (os.getenv("BENCH_FRESH") or "") ~= ""
  for _, path in ipairs(lines("BENCH_PATHS")) do
    pages[#pages + 1] = fresh and path .. "?fresh=" .. math.random(1000000) .. "-" or wrk.format("GET", path, headers)
  end
  -- Not always the same ones first, or a short run would see the beginning of the list only.
  number, written = #pages > 0 and math.random(#pages) or 0, 0
  posted, refused = 0, 0
  if share > 0 then
    response = function(status)
      if status == 201 then posted = posted + 1 end
    end
  end
end

function request()
  if share > 0 and (share == 100 or math.random(100) <= share) then
    written = written + 1
    local body = '{"body":"' .. texts[written % #texts + 1] .. " " .. math.random(1000000000) .. '"}'
    return wrk.format("POST", "/api/v1/forum/topics/" .. topics[math.random(#topics)] .. "/posts", {
      ["Content-Type"] = "application/json",
      ["Authorization"] = "Bearer " .. tokens[written % #tokens + 1]
    }, body)
  end
  number = number % #pages + 1
  if fresh then
    written = written + 1
    return wrk.format("GET", pages[number] .. written, get)
  end
  return pages[number]
end

function done(summary, latency)
  local posts = 0
  for _, thread in ipairs(threads) do posts = posts + (thread:get("posted") or 0) end
  local errors = summary.errors
  print(string.format("RESULT %d %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout, posts))
end
