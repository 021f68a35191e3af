// The queries that other stores were measured with, on the same synthetic graph and for the same
// parameters, in process: what a walk over the view takes, and what reading the names of its rows
// adds. Answers are held against the reference's where it has them.
//
//   peer_bench FOLDER REFERENCE.json [STORE]     what README.md says makes them; STORE is reused
//
// A main of its own: loading and opening are measured once, and percentiles count.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "fmt/format.h"
#include "graph/analysis/communities.h"
#include "graph/analysis/find_paths.h"
#include "graph/analysis/page_rank.h"
#include "graph/analysis/selection.h"
#include "graph/analysis/subgraph.h"
#include "graph/search/name_index.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "graph/store/rocks_store.h"
#include "nlohmann/json.hpp"
#include "tests/bench/peer_data.h"

namespace policygraph {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Steps Unstopped() {
  return Steps([] { return absl::OkStatus(); });
}

// One report after the other, as a loader would commit them.
void Load(const PeerData& data, GraphStore& store) {
  size_t edges = 0;
  double seconds = 0;
  for (size_t report = 0; report < data.report_count(); ++report) {
    GraphDelta delta = data.Delta(report);
    edges += delta.edges.size();
    Commit commit;
    commit.put_nodes = std::move(delta.nodes);
    commit.put_edges = std::move(delta.edges);
    commit.put_report = std::move(delta.report);
    const Clock::time_point start = Clock::now();
    store.Apply(commit).value();
    seconds += SecondsSince(start);
  }
  fmt::print("loading {} reports, {} nodes and {} edges: {:.1f} s\n", data.report_count(),
             data.node_count(), edges, seconds);
}

// What one query answers: its rows, as the reference writes them, and the nodes that they name.
struct Answer {
  std::string text;
  std::vector<Vertex> named;
};

class Queries {
 public:
  Queries(const GraphState& state, const PeerData& data) : state_(state), data_(data) {}

  // The strategy's projects and the county of each.
  Answer Trace(const json& strategy) const {
    Answer answer;
    size_t rows = 0;
    for (const ViewEdge support : view().InEdges(At(strategy), EdgeKind::kSupports)) {
      if (view().kind(support.source) != NodeKind::kProject) continue;
      for (const ViewEdge place : view().OutEdges(support.source, EdgeKind::kLocatedIn)) {
        ++rows;
        answer.named.push_back(support.source);
        answer.named.push_back(place.target);
      }
    }
    answer.text = std::to_string(rows);
    return answer;
  }

  // The projects of a strategy and its parts to depth 2, of their commitments too, with the county
  // and each agency.
  Answer DeepTrace(const json& strategy) const {
    std::vector<Vertex> strategies = {At(strategy)};
    for (size_t begin = 0, depth = 0; depth < 2; ++depth) {
      const size_t end = strategies.size();
      for (; begin < end; ++begin) {
        for (const ViewEdge part : view().InEdges(strategies[begin], EdgeKind::kPartOf)) {
          if (view().kind(part.source) == NodeKind::kStrategy) strategies.push_back(part.source);
        }
      }
    }
    std::vector<Vertex> projects;
    for (const Vertex s : strategies) {
      for (const ViewEdge support : view().InEdges(s, EdgeKind::kSupports)) {
        if (view().kind(support.source) == NodeKind::kProject) {
          projects.push_back(support.source);
          continue;
        }
        for (const ViewEdge advance : view().OutEdges(support.source, EdgeKind::kAdvances)) {
          projects.push_back(advance.target);
        }
      }
    }
    std::ranges::sort(projects);
    projects.erase(std::ranges::unique(projects).begin(), projects.end());
    Answer answer;
    size_t rows = 0;
    for (const Vertex project : projects) {
      for (const ViewEdge place : view().OutEdges(project, EdgeKind::kLocatedIn)) {
        const auto agencies = view().InEdges(project, EdgeKind::kResponsibleFor);
        for (const ViewEdge agency : agencies) answer.named.push_back(agency.source);
        rows += std::max<size_t>(1, agencies.size());
        answer.named.push_back(project);
        answer.named.push_back(place.target);
      }
    }
    answer.text = fmt::format("{}/{}", rows, projects.size());
    return answer;
  }

  // Every edge at a node, both ways.
  Answer OneHop(const json& node) const {
    Answer answer;
    const Vertex v = At(node);
    for (const ViewEdge edge : view().OutEdges(v)) answer.named.push_back(edge.target);
    for (const ViewEdge edge : view().InEdges(v)) answer.named.push_back(edge.source);
    answer.text = std::to_string(answer.named.size());
    return answer;
  }

  // The length of the shortest path, of at most 6 edges of any kind.
  Answer ShortestPath(const json& ends) const {
    Steps steps = Unstopped();
    const Selection all =
        Selection::Of(state_, {.with_sentences = true}, steps).value();
    const PathResult found =
        FindPaths({view(), all}, {.from = At(ends[0]), .to = At(ends[1])}, steps).value();
    return {found.paths.empty() ? "none" : std::to_string(found.paths[0].steps.size()), {}};
  }

  // Commitments of a county, by its report or a project in it, and how many an outcome fulfils.
  Answer Scorecard(const json& county) const {
    absl::flat_hash_set<Vertex> commitments;
    for (const ViewEdge lies : view().InEdges(At(county), EdgeKind::kLocatedIn)) {
      if (view().kind(lies.source) == NodeKind::kProject) {
        for (const ViewEdge advance : view().InEdges(lies.source, EdgeKind::kAdvances)) {
          commitments.insert(advance.source);
        }
        continue;
      }
      for (const ViewEdge statement : view().InEdges(lies.source, EdgeKind::kPartOf)) {
        for (const ViewEdge claim : view().InEdges(statement.source, EdgeKind::kStatedIn)) {
          if (view().kind(claim.source) == NodeKind::kCommitment) commitments.insert(claim.source);
        }
      }
    }
    const auto fulfilled = std::ranges::count_if(commitments, [&](Vertex commitment) {
      return !view().InEdges(commitment, EdgeKind::kFulfils).empty();
    });
    return {fmt::format("{}/{}", fulfilled, commitments.size() - static_cast<size_t>(fulfilled)),
            {}};
  }

  // The twenty nodes whose name holds the word that a search brings first, names and texts alike.
  Answer Search(const json& word) const {
    std::vector<NodeKind> kinds;
    for (int kind = 1; kind < kNodeKindEnd; ++kind) kinds.push_back(static_cast<NodeKind>(kind));
    const auto text = word.get<std::string>();
    const NameQuery query{.text = text, .kinds = kinds, .limit = 20};
    Answer answer;
    for (const NameHit& hit : state_.names().Search(query).hits) answer.named.push_back(hit.vertex);
    return answer;
  }

  // Bytes of the names that an answer names.
  size_t ReadNames(const Answer& answer) const {
    std::vector<NodeId> ids;
    for (const Vertex v : answer.named) ids.push_back(view().id(v));
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    size_t bytes = 0;
    for (const MergedNode& node : ReadMergedNodes(state_.snapshot(), ids).value()) {
      bytes += node.node.name.size();
    }
    return bytes;
  }

 private:
  const GraphView& view() const { return state_.view(); }
  Vertex At(const json& number) const {
    return view().Find(data_.id(number.get<uint64_t>())).value();
  }

  const GraphState& state_;
  const PeerData& data_;
};

struct Times {
  std::vector<double> microseconds;

  void Add(Clock::time_point start) { microseconds.push_back(SecondsSince(start) * 1e6); }
  std::string Text() {
    std::ranges::sort(microseconds);
    const auto at = [&](double part) {
      return microseconds[static_cast<size_t>(part * static_cast<double>(microseconds.size() - 1))];
    };
    const double sum = std::accumulate(microseconds.begin(), microseconds.end(), 0.0);
    return fmt::format("{:10.1f} {:10.1f} {:10.1f}", at(0.5), at(0.99),
                       sum / static_cast<double>(microseconds.size()));
  }
};

void Measure(const std::string& name, const PeerData& data, const json& reference,
             const Queries& queries, Answer (Queries::*query)(const json&) const) {
  const json& params = data.params().at(name);
  const json expected = reference.value(name, json::array());
  size_t wrong = 0;
  size_t compared = 0;
  bool names = false;
  for (size_t i = 0; i < params.size(); ++i) {  // the warm pass
    const Answer answer = (queries.*query)(params[i]);
    names |= !answer.named.empty();
    if (answer.text.empty() || i >= expected.size()) continue;
    ++compared;
    wrong += answer.text == expected[i].get<std::string>() ? 0 : 1;
  }
  Times walk;
  Times with_names;
  for (const json& param : params) {
    const Clock::time_point start = Clock::now();
    const Answer answer = (queries.*query)(param);
    walk.Add(start);
    if (!names) continue;
    queries.ReadNames(answer);
    with_names.Add(start);
  }
  fmt::print("{} walk  {}   {} of {} answers differ\n", name, walk.Text(), wrong, compared);
  if (names) fmt::print("{} names {}\n", name, with_names.Text());
}

void MeasureWholeGraph(const GraphState& state) {
  Steps steps = Unstopped();
  const Clock::time_point start = Clock::now();
  const Selection all = Selection::Of(state, {.with_sentences = true}, steps).value();
  const Subgraph graph = Subgraph::Of(state.view(), all, steps).value();
  fmt::print("rows to rank {:.2f} s, ", SecondsSince(start));
  const Clock::time_point ranked = Clock::now();
  PageRank(graph, 10, 0.85, steps).value();
  fmt::print("PageRank x10 {:.2f} s, ", SecondsSince(ranked));
  const Clock::time_point joined = Clock::now();
  Components(graph, steps).value();
  fmt::print("components {:.2f} s\n", SecondsSince(joined));
}

int Main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: peer_bench FOLDER REFERENCE.json [STORE]\n");
    return 2;
  }
  const PeerData data(argv[1]);
  std::ifstream file(argv[2]);
  const json reference = json::parse(file).at("queries");
  const std::filesystem::path folder =
      argc > 3 ? std::filesystem::path(argv[3])
               : std::filesystem::temp_directory_path() / fmt::format("peer_bench.{}", getpid());
  const bool stored = std::filesystem::exists(folder);
  if (!stored) Load(data, *RocksStore::Open(folder, {}).value());

  const Clock::time_point start = Clock::now();
  const std::unique_ptr<GraphStore> store = RocksStore::Open(folder, {}).value();
  const double opened = SecondsSince(start);
  const auto state = GraphState::Build(store->Snapshot().value()).value();
  fmt::print("opening {:.1f} s, view of {} nodes and {} edges with names {:.1f} s\n", opened,
             state->view().vertex_count(), state->view().edge_count(),
             SecondsSince(start) - opened);

  fmt::print("µs                p50        p99       mean\n");
  const Queries queries(*state, data);
  Measure("Q1", data, reference, queries, &Queries::Trace);
  Measure("Q2", data, reference, queries, &Queries::DeepTrace);
  Measure("Q3", data, reference, queries, &Queries::OneHop);
  Measure("Q4", data, reference, queries, &Queries::ShortestPath);
  Measure("Q5", data, reference, queries, &Queries::Scorecard);
  Measure("Q6", data, reference, queries, &Queries::Search);
  MeasureWholeGraph(*state);
  if (argc <= 3) std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace policygraph

int main(int argc, char** argv) { return policygraph::Main(argc, argv); }
