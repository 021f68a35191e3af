#ifndef POLICYGRAPH_SERVICE_COMPARISON_CODEC_H_
#define POLICYGRAPH_SERVICE_COMPARISON_CODEC_H_

#include "absl/status/statusor.h"
#include "graph/comparison/indicator_series.h"
#include "graph/comparison/report_comparison.h"
#include "graph/comparison/target_ladder.h"
#include "policygraph/v1/comparison_service.pb.h"

namespace policygraph::service {

// The messages of ComparisonService and the domain values they stand for. Requests fail with
// INVALID_ARGUMENT (INVALID_FIELD), and for indicators as ResolveNode does.

absl::StatusOr<SeriesQuery> DecodeSeriesQuery(const v1::GetIndicatorSeriesRequest& request,
                                              const GraphState& state);
absl::StatusOr<LadderQuery> DecodeLadderQuery(const v1::CompareTargetsRequest& request,
                                              const GraphState& state);

// Answers without indicators and revision.
v1::GetIndicatorSeriesResponse EncodeSeries(const IndicatorSeries& series, const GraphView& view);
v1::CompareTargetsResponse EncodeLadder(const TargetLadder& ladder, size_t max_rows,
                                        const GraphView& view);
absl::StatusOr<v1::CompareReportsResponse> EncodeComparison(
    const ReportComparison& comparison, const v1::CompareReportsRequest& request);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_COMPARISON_CODEC_H_
