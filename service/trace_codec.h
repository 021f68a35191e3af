#ifndef POLICYGRAPH_SERVICE_TRACE_CODEC_H_
#define POLICYGRAPH_SERVICE_TRACE_CODEC_H_

#include "absl/status/statusor.h"
#include "graph/trace/read_origins.h"
#include "graph/trace/read_trace.h"
#include "graph/view/graph_view.h"
#include "policygraph/v1/trace_service.pb.h"
#include "service/paging.h"

namespace policygraph::service {

// The messages of TraceService and the domain values they stand for.

inline constexpr PageLimits kTracePages{100, 1000};
inline constexpr PageLimits kOriginPages{50, 500};

// INVALID_ARGUMENT (INVALID_FIELD). `paging` is that of the request.
absl::StatusOr<TraceRequest> DecodeTraceRequest(const v1::TraceStrategyRequest& request,
                                                const Paging& paging);

// The answer without page token and revision. Its projects are as many as there is room for in one
// message, and at least one when there are any. `view` is the one that was traced.
v1::TraceStrategyResponse EncodeTrace(const TraceAnswer& answer, const GraphView& view);

// The same for TraceOrigins.
absl::StatusOr<OriginsRequest> DecodeOriginsRequest(const v1::TraceOriginsRequest& request,
                                                    const Paging& paging);
v1::TraceOriginsResponse EncodeOrigins(const OriginsAnswer& answer, const GraphView& view);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_TRACE_CODEC_H_
