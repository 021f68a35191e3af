#ifndef POLICYGRAPH_GRAPH_ANALYSIS_PATTERN_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_PATTERN_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "graph/model/elements.h"
#include "graph/model/ids.h"
#include "graph/model/vocabulary.h"

namespace policygraph {

// What MatchPattern looks for: the messages of policygraph/v1/analysis_service.proto as plain
// values.

struct PatternVariable {
  std::string name;
  std::vector<NodeKind> kinds;  // empty for any
  std::string name_contains;
  std::optional<NodeId> id;
  int min_year = 0;           // 0 for none
  int max_year = 0;           // 0 for none
  std::vector<Stage> stages;  // empty for any
  std::string report;
};

enum class PatternDirection { kOut, kIn, kBoth };

struct PatternEdge {
  size_t from = 0;  // number of a variable
  size_t to = 0;
  std::vector<EdgeKind> kinds;
  PatternDirection direction = PatternDirection::kBoth;
  size_t min_hops = 1;
  size_t max_hops = 1;
  bool optional = false;
};

inline constexpr size_t kMaxPatternVariables = 8;
inline constexpr size_t kMaxPatternEdges = 16;
inline constexpr size_t kMaxPatternHops = 4;

// Valid when it has a variable, and its edges that are not optional join all of them but those at
// the `to` of an optional edge, each of which has that edge alone.
struct Pattern {
  std::vector<PatternVariable> variables;
  std::vector<PatternEdge> edges;
  Confidence min_confidence = 0;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_PATTERN_H_
