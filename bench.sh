#!/usr/bin/env bash
# Measures Banyan against its ceilings and prints a table of ratios.   ./bench.sh --help lists the rows.
set -euo pipefail
cd "$(dirname "$0")"
. scripts/steps.sh

BENCH=bench/Bench/bin/Release/net10.0/Banyan.Bench.dll

need_dotnet
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
step bench "$BENCH" "编译基准 compiling the benchmarks" dotnet build bench/Bench -c Release -p:RunAnalyzers=false --nologo -v quiet -- bench src tests/Testing Directory.Build.props Directory.Packages.props global.json >&2
case " $* " in *' --help '* | *' -h '*) ;; *)
  missing=()
  ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  command -v wrk >/dev/null || missing+=(wrk)
  install_packages "${missing[@]}" >&2
  ;;
esac
exec dotnet "$BENCH" "$@"
