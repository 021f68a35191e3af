// How fast reports go from text to the store: stage by stage would be noise, so three figures:
// reading alone, committing alone, and both into RocksDB. The text is the bundled report under
// fresh names.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "fmt/format.h"
#include "graph/store/report_writer.h"
#include "graph/store/rocks_store.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"

namespace policygraph {
namespace {

const std::string& Text() {
  static const std::string* text = [] {
    std::ifstream file(PROJECT_DIR "/data/reports/deyang-2024.txt", std::ios::binary);
    return new std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return *text;
}

const loader::RuleSet& Rules() {
  static const auto* rules = new std::unique_ptr<const loader::RuleSet>(
      loader::RuleSet::Compile(loader::BuiltinRuleFiles()).value());
  return **rules;
}

GraphDelta Read(int number) {
  loader::Source source;
  source.name = fmt::format("report-{}", number);
  source.bytes = Text();
  return loader::Load(source, Rules()).value().delta;
}

// A store in a fresh folder that goes with it.
class TemporaryStore {
 public:
  TemporaryStore() {
    std::string pattern = (std::filesystem::temp_directory_path() / "load_bench.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    store_ = RocksStore::Open(folder_ / "graph").value();
  }
  ~TemporaryStore() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  GraphStore& operator*() { return *store_; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<GraphStore> store_;
};

void CountReports(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * Text().size());
  state.SetItemsProcessed(state.iterations());
}

void CompileRules(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(loader::RuleSet::Compile(loader::BuiltinRuleFiles()));
  }
}
BENCHMARK(CompileRules)->Unit(benchmark::kMillisecond);

void ReadReport(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Read(0));
  CountReports(state);
}
BENCHMARK(ReadReport)->Unit(benchmark::kMillisecond);

void CommitReport(benchmark::State& state) {
  TemporaryStore store;
  int number = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const GraphDelta delta = Read(number++);
    state.ResumeTiming();
    if (!WriteReport(*store, delta, {}).ok()) state.SkipWithError("the commit failed");
  }
  CountReports(state);
}
BENCHMARK(CommitReport)->Unit(benchmark::kMillisecond);

void LoadReport(benchmark::State& state) {
  TemporaryStore store;
  int number = 0;
  for (auto _ : state) {
    if (!WriteReport(*store, Read(number++), {}).ok()) state.SkipWithError("the commit failed");
  }
  CountReports(state);
}
BENCHMARK(LoadReport)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace policygraph
