# Sourced by ./run, ./test and ./bench.sh, from the root of the repository: prepares what changed since the last time, and nothing else.
# A step is done when its result is there and the content of its sources has the same hash as when it was made.

STAMPS=.build

sha() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi; }

# The hash of all files below the given paths; build results and packages do not count.
content_hash() {
  find "$@" \( -name bin -o -name obj -o -name dist -o -name node_modules -o -name output \) -prune -o -type f -print0 |
    LC_ALL=C sort -z |
    xargs -0 sh -c 'if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi' _ |
    sha | cut -d' ' -f1
}

# step NAME RESULT "WHAT IT SAYS" COMMAND… -- SOURCE…
step() {
  local name=$1 result=$2 says=$3 command=() hash
  shift 3
  while [ "$1" != -- ]; do
    command+=("$1")
    shift
  done
  shift
  hash=$(content_hash "$@")
  if [ -e "$result" ] && [ "$(cat "$STAMPS/$name" 2>/dev/null)" = "$hash" ]; then return 0; fi
  echo "  $says"
  mkdir -p "$STAMPS"
  rm -f "$STAMPS/$name"
  if ! "${command[@]}" >"$STAMPS/$name.log" 2>&1; then
    tail -n 40 "$STAMPS/$name.log" >&2
    echo "失败 failed: $says  ($STAMPS/$name.log)" >&2
    return 1
  fi
  echo "$hash" >"$STAMPS/$name"
}

install_web() {
  step "install-$1" "web/$1/node_modules" "安装 web/$1 的依赖 installing" npm ci --prefix "web/$1" --ignore-scripts --no-audit --no-fund -- "web/$1/package-lock.json"
}

build_shop() {
  install_web shop &&
    step shop-h5 web/shop/dist/build/h5/index.html "构建商城 H5 building the shop" npm run --prefix web/shop build:h5 -- web/shop web/openapi
}

build_mini_program() {
  install_web shop &&
    step shop-mp web/shop/dist/build/mp-weixin/app.json "构建小程序 building the mini-program" npm run --prefix web/shop build:mp -- web/shop web/openapi
}

build_console() {
  install_web console &&
    step console web/console/dist/index.html "构建商家后台 building the console" npm run --prefix web/console build -- web/console web/openapi
}

# HOST and SANDBOX are what build_server makes.
HOST=src/Host/bin/Release/net10.0/Banyan.Host.dll
SANDBOX=src/WeChatSandbox/bin/Release/net10.0/Banyan.WeChatSandbox.dll

build_server() {
  step server "$HOST" "编译服务器 compiling the server" dotnet build src/Host -c Release -p:RunAnalyzers=false --nologo -v quiet -- src Directory.Build.props Directory.Packages.props global.json &&
    step sandbox "$SANDBOX" "编译微信沙盒 compiling the sandbox" dotnet build src/WeChatSandbox -c Release -p:RunAnalyzers=false --nologo -v quiet -- src/WeChatSandbox Directory.Build.props Directory.Packages.props global.json
}

need_dotnet() {
  local version
  version=$(dotnet --version 2>/dev/null || true)
  if [ "${version%%.*}" != 10 ]; then
    echo "需要 .NET 10 SDK（现在：${version:-没有安装}）。下载：https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    echo ".NET SDK 10 is needed (found: ${version:-none})." >&2
    return 1
  fi
}

need_node() {
  local version
  version=$(node --version 2>/dev/null || true)
  if ! node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' 2>/dev/null; then
    echo "需要 Node.js 20.19 或更高版本（现在：${version:-没有安装}）。下载：https://nodejs.org/" >&2
    echo "Node.js 20.19 or newer is needed (found: ${version:-none})." >&2
    return 1
  fi
}

# install_packages PACKAGE…: what Debian has and is missing here, where we may install it.
install_packages() {
  local sudo='' log=$STAMPS/apt.log
  [ $# -gt 0 ] || return 0
  command -v apt-get >/dev/null || { echo "请先安装 please install: $*" >&2; return 1; }
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null && sudo='sudo -n' || { echo "请先安装 please install: apt-get install $*" >&2; return 1; }
  fi
  echo "安装 installing: $*"
  mkdir -p "$STAMPS"
  { $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$@"; } >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; return 1; }
}
