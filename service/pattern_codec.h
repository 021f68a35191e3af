#ifndef POLICYGRAPH_SERVICE_PATTERN_CODEC_H_
#define POLICYGRAPH_SERVICE_PATTERN_CODEC_H_

#include "absl/status/statusor.h"
#include "graph/analysis/match_pattern.h"
#include "graph/analysis/pattern.h"
#include "graph/state/graph_state.h"
#include "policygraph/v1/analysis_service.pb.h"
#include "service/paging.h"

namespace policygraph::service {

// The messages of MatchPattern and the domain values they stand for.

inline constexpr PageLimits kPatternPages{100, 1000};

// A valid pattern. INVALID_ARGUMENT (INVALID_FIELD) that names the field with its place in the
// lists (pattern.edges[1].to).
absl::StatusOr<Pattern> DecodePattern(const v1::MatchPatternRequest& request);

// The rows of the page that there is room for in one message, without page token and revision.
// Reads names from the state that was searched and fails as its reads do.
absl::StatusOr<v1::MatchPatternResponse> EncodeMatches(const GraphState& state,
                                                       const Pattern& pattern,
                                                       const PatternMatches& matches,
                                                       const Paging& paging);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_PATTERN_CODEC_H_
