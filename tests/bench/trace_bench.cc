// How fast questions are answered in process: on the bundled report, as it is loaded, and on a
// random graph of about 240,000 nodes and 750,000 edges, a tenth of what a year of reports makes.
// Trace is the walk alone; ReadTrace also reads names and evidence of a page from the store.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/analysis/communities.h"
#include "graph/analysis/find_paths.h"
#include "graph/analysis/page_rank.h"
#include "graph/analysis/subgraph.h"
#include "graph/state/graph_state.h"
#include "graph/trace/read_trace.h"
#include "graph/trace/trace.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"
#include "tests/support/random_graph.h"
#include "tests/support/stored_graph.h"

namespace policygraph {
namespace {

GraphDelta LoadDeyang() {
  std::ifstream file(PROJECT_DIR "/data/reports/deyang-2024.txt", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  loader::Source source;
  source.name = "deyang-2024";
  source.bytes = text;
  const auto rules = loader::RuleSet::Compile(loader::BuiltinRuleFiles()).value();
  return loader::Load(source, *rules).value().delta;
}

const StoredGraph& Deyang() {
  static const auto* graph = new StoredGraph({LoadDeyang()});
  return *graph;
}

const StoredGraph& Synthetic() {
  static const auto* graph = [] {
    std::mt19937 random(7);
    return new StoredGraph({RandomGraph(random, "synthetic",
                                        {.strategies = 2'000,
                                         .projects = 60'000,
                                         .places = 3'000,
                                         .agencies = 10'000,
                                         .indicators = 5'000,
                                         .claims = 200'000,
                                         .parts = 2'000,
                                         .edges = 760'000})});
  }();
  return *graph;
}

using Graph = const StoredGraph& (*)();

// The strategies by how many projects they have, most first.
std::vector<Vertex> StrategiesByProjects(const GraphView& view) {
  std::vector<std::pair<size_t, Vertex>> counted;
  for (Vertex v = 0; v < view.vertex_count(); ++v) {
    if (view.kind(v) != NodeKind::kStrategy) continue;
    TraceQuery query;
    query.strategy = v;
    counted.emplace_back(Trace(view, query).total_projects, v);
  }
  std::ranges::sort(counted, std::greater<>());
  std::vector<Vertex> strategies;
  for (const auto& [projects, strategy] : counted) strategies.push_back(strategy);
  return strategies;
}

void ReportSize(benchmark::State& state, const GraphView& view) {
  state.counters["nodes"] = static_cast<double>(view.vertex_count());
  state.counters["edges"] = static_cast<double>(view.edge_count());
}

void BuildView(benchmark::State& state, Graph graph) {
  const auto snapshot = graph().store().Snapshot().value();
  for (auto _ : state) benchmark::DoNotOptimize(GraphView::Build(snapshot));
  ReportSize(state, graph().view());
}
BENCHMARK_CAPTURE(BuildView, Deyang, Deyang)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BuildView, Synthetic, Synthetic)->Unit(benchmark::kMillisecond);

void BuildNames(benchmark::State& state, Graph graph) {
  for (auto _ : state) benchmark::DoNotOptimize(NameIndex::Build(graph().view()));
  ReportSize(state, graph().view());
}
BENCHMARK_CAPTURE(BuildNames, Deyang, Deyang)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(BuildNames, Synthetic, Synthetic)->Unit(benchmark::kMillisecond);

// The strategy with the most projects.
void TraceLargest(benchmark::State& state, Graph graph) {
  TraceQuery query;
  query.strategy = StrategiesByProjects(graph().view()).front();
  size_t projects = 0;
  for (auto _ : state) projects = Trace(graph().view(), query).total_projects;
  state.counters["projects"] = static_cast<double>(projects);
}
BENCHMARK_CAPTURE(TraceLargest, Deyang, Deyang)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(TraceLargest, Synthetic, Synthetic)->Unit(benchmark::kMicrosecond);

void TraceAny(benchmark::State& state, Graph graph) {
  const std::vector<Vertex> strategies = StrategiesByProjects(graph().view());
  TraceQuery query;
  size_t next = 0;
  for (auto _ : state) {
    query.strategy = strategies[next++ % strategies.size()];
    benchmark::DoNotOptimize(Trace(graph().view(), query));
  }
}
BENCHMARK_CAPTURE(TraceAny, Deyang, Deyang)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(TraceAny, Synthetic, Synthetic)->Unit(benchmark::kMicrosecond);

void ReadTraceByName(benchmark::State& state) {
  for (auto _ : state) {
    const auto answer = ReadTrace(Deyang().state(), {.strategy = "同城融圈"});
    if (!answer.ok()) state.SkipWithError("the strategy is not there");
    benchmark::DoNotOptimize(answer);
  }
}
BENCHMARK(ReadTraceByName)->Unit(benchmark::kMicrosecond);

Steps Unstopped() {
  return Steps([] { return absl::OkStatus(); });
}

Subgraph SubgraphOf(const StoredGraph& graph) {
  Steps steps = Unstopped();
  const Selection selection = Selection::Of(graph.state(), {}, steps).value();
  return Subgraph::Of(graph.view(), selection, steps).value();
}

void BuildSubgraph(benchmark::State& state, Graph graph) {
  const StoredGraph& whole = graph();
  for (auto _ : state) benchmark::DoNotOptimize(SubgraphOf(whole));
}
BENCHMARK_CAPTURE(BuildSubgraph, Synthetic, Synthetic)->Unit(benchmark::kMillisecond);

void PageRank10(benchmark::State& state, Graph graph) {
  const Subgraph subgraph = SubgraphOf(graph());
  Steps steps = Unstopped();
  for (auto _ : state) benchmark::DoNotOptimize(PageRank(subgraph, 10, 0.85, steps));
}
BENCHMARK_CAPTURE(PageRank10, Synthetic, Synthetic)->Unit(benchmark::kMillisecond);

void WeakComponents(benchmark::State& state, Graph graph) {
  const Subgraph subgraph = SubgraphOf(graph());
  Steps steps = Unstopped();
  for (auto _ : state) benchmark::DoNotOptimize(Components(subgraph, steps));
}
BENCHMARK_CAPTURE(WeakComponents, Synthetic, Synthetic)->Unit(benchmark::kMillisecond);

void LouvainCommunities(benchmark::State& state, Graph graph) {
  const Subgraph subgraph = SubgraphOf(graph());
  Steps steps = Unstopped();
  for (auto _ : state) benchmark::DoNotOptimize(Louvain(subgraph, steps));
}
BENCHMARK_CAPTURE(LouvainCommunities, Synthetic, Synthetic)->Unit(benchmark::kMillisecond);

void FindTwentyPaths(benchmark::State& state, Graph graph) {
  const GraphView& view = graph().view();
  Steps steps = Unstopped();
  const Selection selection = Selection::Of(graph().state(), {}, steps).value();
  std::mt19937 random(3);
  for (auto _ : state) {
    const PathQuery query = {.from = static_cast<Vertex>(random() % view.vertex_count()),
                             .to = static_cast<Vertex>(random() % view.vertex_count()),
                             .max_paths = 20,
                             .max_length = 12};
    benchmark::DoNotOptimize(FindPaths({view, selection}, query, steps));
  }
}
BENCHMARK_CAPTURE(FindTwentyPaths, Synthetic, Synthetic)->Unit(benchmark::kMillisecond);

void SearchNames(benchmark::State& state, Graph graph, std::string_view text) {
  size_t found = 0;
  for (auto _ : state) found = graph().state().names().Search({.text = text}).total;
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(SearchNames, DeyangOneCharacter, Deyang, "市")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(SearchNames, DeyangName, Deyang, "同城融圈")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(SearchNames, SyntheticRare, Synthetic, "目4321")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(SearchNames, SyntheticEvery, Synthetic, "项目")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace policygraph
