-- Sends the requests of a file one after another, each with an Idempotency-Key of its own.
-- wrk … URL -- FILE SALT THREADS; a line of the file is METHOD, PATH, TOKEN, BODY, parted by tabs. Thread n takes every line n of THREADS.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local salt, stride = args[2], tonumber(args[3])
  heads, tails, at, sent = {}, {}, 0, 0
  prefix = salt .. "-" .. number .. "-"
  local count = 0
  for line in io.lines(args[1]) do
    if count % stride == number then
      local method, path, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
      local head = method .. " " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
      if #token > 0 then head = head .. "Authorization: Bearer " .. token .. "\r\n" end
      local tail = "\r\n\r\n"
      if #body > 0 then
        head = head .. "Content-Type: application/json\r\nContent-Length: " .. #body .. "\r\n"
        tail = tail .. body
      end
      heads[#heads + 1] = head .. "Idempotency-Key: " .. prefix
      tails[#tails + 1] = tail
    end
    count = count + 1
  end
end

function request()
  at = at + 1
  if at > #heads then at = 1 end
  sent = sent + 1
  return heads[at] .. sent .. tails[at]
end

-- BENCH_WHY=1 ./bench.sh … shows the first refusals. Not by default: wrk is slower when a script looks at answers.
if os.getenv("BENCH_WHY") then
  local shown = 0
  function response(status, headers, body)
    if status >= 400 and shown < 3 then
      shown = shown + 1
      io.write("WHY " .. status .. " " .. body:sub(1,300) .. "\n")
    end
  end
end

function done(summary, latency)
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("BENCH %d %d %d %d %d %d\n", summary.requests, summary.duration,
    summary.errors.status, broken, latency:percentile(50), latency:percentile(99)))
end
