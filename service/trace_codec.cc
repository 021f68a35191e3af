#include "service/trace_codec.h"

#include <utility>
#include <variant>
#include <vector>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"

namespace policygraph::service {
namespace {

constexpr int32_t kDefaultDepth = 3;
constexpr int32_t kMaxDepth = 8;
constexpr int32_t kStrategyAlone = -1;
constexpr int32_t kDefaultClaims = 20;
constexpr int32_t kMaxClaims = 200;
constexpr int32_t kDefaultEvidence = 3;
constexpr int32_t kMaxEvidence = 20;
constexpr int kMaxReports = 100;

absl::StatusOr<int> DecodeDepth(int32_t depth) {
  if (depth == 0) return kDefaultDepth;
  if (depth == kStrategyAlone) return 0;
  if (depth < kStrategyAlone || depth > kMaxDepth) {
    return InvalidField("max_depth",
                        fmt::format("{} is not from -1 to the maximum of {}", depth, kMaxDepth));
  }
  return depth;
}

absl::StatusOr<TraceIncludes> DecodeIncludes(const google::protobuf::RepeatedField<int>& include) {
  if (include.empty()) return TraceIncludes();
  TraceIncludes includes{false, false, false, false, false};
  for (int value : include) {
    switch (value) {
      case v1::TRACE_INCLUDE_PLACES:
        includes.places = true;
        break;
      case v1::TRACE_INCLUDE_AGENCIES:
        includes.agencies = true;
        break;
      case v1::TRACE_INCLUDE_COMMITMENTS:
        includes.commitments = true;
        break;
      case v1::TRACE_INCLUDE_OUTCOMES:
        includes.outcomes = true;
        break;
      case v1::TRACE_INCLUDE_INDICATORS:
        includes.indicators = true;
        break;
      default:
        return InvalidField("include", fmt::format("{} is nothing that a trace can bring", value));
    }
  }
  return includes;
}

// The filters that both ways have.
template <typename Request>
absl::StatusOr<FilterRequest> DecodeFilter(const Request& request) {
  if (request.reports_size() > kMaxReports) {
    return InvalidField("reports", fmt::format("{} are above the maximum of {}",
                                               request.reports_size(), kMaxReports));
  }
  FilterRequest filter;
  filter.reports.assign(request.reports().begin(), request.reports().end());
  ASSIGN_OR_RETURN(filter.min_confidence, DecodeMinConfidence(request.min_confidence()));
  filter.min_year = request.min_year();
  filter.max_year = request.max_year();
  if (filter.min_year < 0) return InvalidField("min_year", "below 0");
  if (filter.max_year < 0) return InvalidField("max_year", "below 0");
  if (filter.max_year != 0 && filter.max_year < filter.min_year) {
    return InvalidField("max_year",
                        fmt::format("{} is before min_year {}", filter.max_year, filter.min_year));
  }
  return filter;
}

absl::StatusOr<std::vector<Stage>> DecodeStages(
    const google::protobuf::RepeatedField<int>& stages) {
  std::vector<Stage> decoded;
  for (const int stage : stages) {
    if (!v1::Stage_IsValid(stage)) {
      return InvalidField("stages",
                          fmt::format("{} is no stage of this server's vocabulary", stage));
    }
    decoded.push_back(static_cast<Stage>(stage));
  }
  return decoded;
}

v1::TraceHop EncodeHop(const TraceHop& hop, const GraphView& view) {
  v1::TraceHop message;
  *message.mutable_edge() = EncodeEdge(hop.edge, view, Detail::kFull);
  *message.mutable_node() = EncodeNode(hop.node, view, Detail::kBasic);
  return message;
}

google::protobuf::RepeatedPtrField<v1::TraceHop> EncodeHops(const std::vector<TraceHop>& hops,
                                                            const GraphView& view) {
  google::protobuf::RepeatedPtrField<v1::TraceHop> messages;
  for (const TraceHop& hop : hops) *messages.Add() = EncodeHop(hop, view);
  return messages;
}

google::protobuf::RepeatedPtrField<v1::TracedClaim> EncodeClaims(
    const std::vector<TracedClaim>& claims, const GraphView& view) {
  google::protobuf::RepeatedPtrField<v1::TracedClaim> messages;
  for (const TracedClaim& claim : claims) {
    v1::TracedClaim& message = *messages.Add();
    *message.mutable_hop() = EncodeHop(claim.hop, view);
    *message.mutable_indicators() = EncodeHops(claim.indicators, view);
  }
  return messages;
}

v1::TracedProject EncodeProject(const TracedProject& project, const GraphView& view) {
  v1::TracedProject message;
  *message.mutable_project() = EncodeNode(project.project, view, Detail::kBasic);
  *message.mutable_path() = EncodeHops(project.path, view);
  *message.mutable_places() = EncodeHops(project.places, view);
  *message.mutable_agencies() = EncodeHops(project.responsible, view);
  *message.mutable_claims() = EncodeClaims(project.claims, view);
  message.set_total_claims(static_cast<int32_t>(project.total_claims));
  message.set_stage(static_cast<v1::Stage>(project.stage));
  return message;
}

v1::Origin EncodeOrigin(const ReadOrigin& origin, const GraphView& view) {
  v1::Origin message;
  *message.mutable_strategy() = EncodeNode(origin.strategy, view, Detail::kBasic);
  *message.mutable_path() = EncodeHops(origin.path, view);
  message.set_projects(static_cast<int32_t>(origin.projects));
  message.set_claims(static_cast<int32_t>(origin.claims));
  *message.mutable_parents() = EncodeHops(origin.parents, view);
  return message;
}

v1::TraceTotals EncodeTotals(const TraceAnswer& answer) {
  v1::TraceTotals message;
  for (const PlaceTotal& total : answer.places) {
    v1::PlaceTotal& place = *message.add_places();
    place.set_id(total.place.node.id.ToHex());
    place.set_name(total.place.node.name);
    if (const auto* details = std::get_if<PlaceDetails>(&total.place.node.details)) {
      place.set_code(details->code);
    }
    place.set_projects(static_cast<int32_t>(total.projects));
  }
  message.set_total_places(static_cast<int32_t>(answer.totals.places.size()));
  message.set_projects_without_place(static_cast<int32_t>(answer.totals.projects_without_place));
  for (size_t stage = 0; stage < answer.totals.stages.size(); ++stage) {
    if (answer.totals.stages[stage] == 0) continue;
    v1::StageTotal& total = *message.add_stages();
    total.set_stage(static_cast<v1::Stage>(stage));
    total.set_projects(static_cast<int32_t>(answer.totals.stages[stage]));
  }
  message.set_commitments(static_cast<int32_t>(answer.totals.commitments));
  message.set_outcomes(static_cast<int32_t>(answer.totals.outcomes));
  return message;
}

}  // namespace

absl::StatusOr<TraceRequest> DecodeTraceRequest(const v1::TraceStrategyRequest& request,
                                                const Paging& paging) {
  if (request.strategy().empty()) {
    return InvalidField("strategy", "missing; pass the strategy's name or id");
  }
  TraceRequest trace;
  trace.strategy = request.strategy();
  ASSIGN_OR_RETURN(trace.max_depth, DecodeDepth(request.max_depth()));
  ASSIGN_OR_RETURN(trace.include, DecodeIncludes(request.include()));
  ASSIGN_OR_RETURN(trace.filter, DecodeFilter(request));
  trace.place = request.place();
  ASSIGN_OR_RETURN(trace.stages, DecodeStages(request.stages()));
  trace.first_project = paging.offset();
  trace.max_projects = paging.size();
  ASSIGN_OR_RETURN(trace.max_claims,
                   DecodeLimit("max_claims", request.max_claims(), kDefaultClaims, kMaxClaims));
  ASSIGN_OR_RETURN(trace.max_evidence, DecodeLimit("max_evidence", request.max_evidence(),
                                                   kDefaultEvidence, kMaxEvidence));
  return trace;
}

v1::TraceStrategyResponse EncodeTrace(const TraceAnswer& answer, const GraphView& view) {
  v1::TraceStrategyResponse message;
  *message.mutable_strategy() = EncodeNode(answer.strategy, view, Detail::kFull);
  *message.mutable_sub_strategies() = EncodeHops(answer.sub_strategies, view);
  *message.mutable_claims() = EncodeClaims(answer.claims, view);
  message.set_total_projects(static_cast<int32_t>(answer.total_projects));
  message.set_total_claims(static_cast<int32_t>(answer.total_claims));
  message.set_depth_limited(answer.depth_limited);
  *message.mutable_totals() = EncodeTotals(answer);
  MessageBudget budget(kPageBytes);
  for (const TracedProject& project : answer.projects) {
    v1::TracedProject encoded = EncodeProject(project, view);
    if (!budget.Spend(encoded)) break;
    *message.add_projects() = std::move(encoded);
  }
  return message;
}

absl::StatusOr<OriginsRequest> DecodeOriginsRequest(const v1::TraceOriginsRequest& request,
                                                    const Paging& paging) {
  if (request.node().empty()) {
    return InvalidField("node", "missing; pass the node's name or id");
  }
  OriginsRequest origins;
  origins.node = request.node();
  ASSIGN_OR_RETURN(origins.filter, DecodeFilter(request));
  origins.first_origin = paging.offset();
  origins.max_origins = paging.size();
  ASSIGN_OR_RETURN(origins.max_evidence, DecodeLimit("max_evidence", request.max_evidence(),
                                                     kDefaultEvidence, kMaxEvidence));
  return origins;
}

v1::TraceOriginsResponse EncodeOrigins(const OriginsAnswer& answer, const GraphView& view) {
  v1::TraceOriginsResponse message;
  *message.mutable_node() = EncodeNode(answer.node, view, Detail::kFull);
  message.set_total_origins(static_cast<int32_t>(answer.total_origins));
  message.set_total_projects(static_cast<int32_t>(answer.total_projects));
  message.set_total_claims(static_cast<int32_t>(answer.total_claims));
  MessageBudget budget(kPageBytes);
  for (const ReadOrigin& origin : answer.origins) {
    v1::Origin encoded = EncodeOrigin(origin, view);
    if (!budget.Spend(encoded)) break;
    *message.add_origins() = std::move(encoded);
  }
  return message;
}

}  // namespace policygraph::service
