#ifndef POLICYGRAPH_GRAPH_CANDIDATES_MERGE_CANDIDATES_H_
#define POLICYGRAPH_GRAPH_CANDIDATES_MERGE_CANDIDATES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"

namespace policygraph {

// Why two nodes may be the same: the values of CandidateReason in
// policygraph/v1/curation_service.proto, which tells what each means.
enum class CandidateReason : uint8_t {
  kSameName = 1,
  kSharedAlias = 2,
  kContainedName = 3,
  kSimilarName = 4,
  kSharedPlace = 5,
};

struct CandidateQuery {
  NodeKind kind = NodeKind::kProject;
  std::optional<std::string> scope;  // only nodes of this one; any when not set
  double min_score = 0.5;
};

struct MergeCandidate {
  Vertex node = 0;
  Vertex into = 0;   // the better connected of the two
  double score = 0;  // 0 to 1
  std::vector<CandidateReason> reasons;

  friend bool operator==(const MergeCandidate&, const MergeCandidate&) = default;
};

struct MergeCandidates {
  std::vector<MergeCandidate> candidates;  // best first, then by vertices
  bool incomplete = false;                 // a bound kept pairs from being looked at
};

// Bounds of the work.
inline constexpr size_t kMaxComparedNodes = 100'000;
inline constexpr size_t kMaxNodesOfBigram = 200;

// The score of two names that are not the same, both normalised, with the reason; nothing when they
// have nothing to do with each other. Names that differ in a number only (一期, 二期; S11, S13) are
// different things.
struct NameSimilarity {
  double score = 0;
  CandidateReason reason = CandidateReason::kSimilarName;

  friend bool operator==(const NameSimilarity&, const NameSimilarity&) = default;
};
std::optional<NameSimilarity> CompareNames(std::string_view a, std::string_view b);

// Pairs of nodes of one kind that may be the same. Two nodes that people have both confirmed are
// none. Asks `go_on` at bounded intervals and fails with the status that it gives.
absl::StatusOr<MergeCandidates> FindMergeCandidates(const GraphState& state,
                                                    const CandidateQuery& query,
                                                    absl::FunctionRef<absl::Status()> go_on);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CANDIDATES_MERGE_CANDIDATES_H_
