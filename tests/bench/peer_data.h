#ifndef POLICYGRAPH_TESTS_BENCH_PEER_DATA_H_
#define POLICYGRAPH_TESTS_BENCH_PEER_DATA_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/model/elements.h"
#include "nlohmann/json.hpp"

namespace policygraph {

// The synthetic graph that peers were measured on: one CSV file of each kind of node
// (id,name,report,year,value,unit) and edge (source,target,value,unit,year), and params.json with
// what each query asks for. Names repeat, so a node is known by the generator's number.
class PeerData {
 public:
  // Reads the folder; ends the process with a message when it is not such a folder.
  explicit PeerData(const std::filesystem::path& folder);

  size_t report_count() const { return reports_.size(); }
  size_t node_count() const { return ids_.size(); }

  // What one report asserts: its own nodes, what they are joined to, and the edges between. What is
  // of no report is asserted by the first.
  GraphDelta Delta(size_t report) const;

  const NodeId& id(uint64_t number) const { return ids_.at(number); }
  const nlohmann::json& params() const { return params_; }

 private:
  struct PeerNode {
    uint64_t number = 0;
    NodeKind kind = NodeKind::kReport;
    std::string name;
    int year = 0;
  };
  struct PeerEdge {
    uint64_t source = 0;
    EdgeKind kind = EdgeKind::kSupports;
    uint64_t target = 0;
  };
  struct PeerReport {
    std::vector<size_t> nodes;
    std::vector<PeerEdge> edges;
  };

  void ReadNodes(const std::filesystem::path& file, NodeKind kind);
  void ReadEdges(const std::filesystem::path& file, EdgeKind kind);

  std::vector<PeerNode> nodes_;
  absl::flat_hash_map<uint64_t, size_t> places_;       // in nodes_, by number
  absl::flat_hash_map<uint64_t, uint64_t> report_of_;  // numbers, of nodes that have one
  absl::flat_hash_map<uint64_t, NodeId> ids_;
  absl::flat_hash_map<uint64_t, size_t> report_places_;  // in reports_, by number
  std::vector<PeerReport> reports_;
  nlohmann::json params_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_BENCH_PEER_DATA_H_
