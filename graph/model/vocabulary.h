#ifndef POLICYGRAPH_GRAPH_MODEL_VOCABULARY_H_
#define POLICYGRAPH_GRAPH_MODEL_VOCABULARY_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "absl/status/status.h"

namespace policygraph {

// The vocabulary of the graph. Numbers are those of the enums in policygraph/v1/vocabulary.proto
// and reach the disk: never renumber them (vocabulary_test checks that both agree).

enum class NodeKind : uint8_t {
  kReport = 1,
  kStatement = 2,
  kStrategy = 3,
  kProject = 4,
  kCounty = 5,
  kRegion = 6,
  kAgency = 7,
  kIndicator = 8,
  kCommitment = 9,
  kOutcome = 10,
  kEvent = 11,
  kPolicy = 12,
  kDesignation = 13,
};
inline constexpr int kNodeKindEnd = 14;  // one past the last

enum class EdgeKind : uint8_t {
  kSupports = 1,
  kLocatedIn = 2,
  kPartOf = 3,
  kResponsibleFor = 4,
  kPartnersWith = 5,
  kTargets = 6,
  kReports = 7,
  kAdvances = 8,
  kAwarded = 9,
  kSeeks = 10,
  kStatedIn = 11,
  kMentions = 12,
  kFulfils = 13,
  kContinues = 14,
};
inline constexpr int kEdgeKindEnd = 15;  // one past the last

enum class Stage : uint8_t {
  kUnspecified = 0,
  kPlanned = 1,
  kStarted = 2,
  kUnderWay = 3,
  kCompleted = 4,
  kInOperation = 5,
};

enum class Basis : uint8_t {
  kUnspecified = 0,
  kLevel = 1,
  kIncrement = 2,
  kGrowth = 3,
  kShare = 4,
  kRank = 5,
};

enum class Period : uint8_t { kYear = 0, kSeveralYears = 1, kToDate = 2 };

enum class Comparator : uint8_t {
  kUnspecified = 0,
  kExactly = 1,
  kAbout = 2,
  kAtLeast = 3,
  kMoreThan = 4,
  kAtMost = 5,
  kLessThan = 6,
  kBetween = 7,
};

enum class Strength : uint8_t {
  kUnspecified = 0,
  kAspired = 1,
  kExpected = 2,
  kBinding = 3,
  kWaived = 4,
};

enum class BetterDirection : uint8_t { kUnspecified = 0, kUp = 1, kDown = 2 };

enum class ReportPart : uint8_t { kOther = 0, kReview = 1, kPlan = 2 };

enum class DivisionLevel : uint8_t {
  kNone = 0,
  kNational = 1,
  kProvince = 2,
  kPrefecture = 3,
  kCounty = 4,
  kTown = 5,
};

// True for COMMITMENT and OUTCOME.
constexpr bool IsClaim(NodeKind kind) {
  return kind == NodeKind::kCommitment || kind == NodeKind::kOutcome;
}

// Name of a kind as the proto has it without prefix (PROJECT, LOCATED_IN); valid forever.
std::string_view NodeKindName(NodeKind kind);
std::string_view EdgeKindName(EdgeKind kind);

// The kind with that name or number; nothing when there is none.
std::optional<NodeKind> NodeKindFromName(std::string_view name);
std::optional<EdgeKind> EdgeKindFromName(std::string_view name);
std::optional<NodeKind> NodeKindFromNumber(int number);
std::optional<EdgeKind> EdgeKindFromNumber(int number);

// True when the vocabulary has an edge of this kind from such a source to such a target.
bool EdgeAllowed(NodeKind source, EdgeKind kind, NodeKind target);

// OK, or INVALID_ARGUMENT that names the edge and what it may join instead.
absl::Status CheckEdge(NodeKind source, EdgeKind kind, NodeKind target);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_MODEL_VOCABULARY_H_
