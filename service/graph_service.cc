#include "service/graph_service.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"
#include "service/expand.h"
#include "service/explain_node.h"
#include "service/export_reactor.h"
#include "service/list_nodes.h"
#include "service/paging.h"
#include "service/read_nodes.h"
#include "service/search_nodes.h"

namespace policygraph::service {
namespace {

constexpr int kMaxBatchIds = 1000;
// BatchGetNodes cannot end early, so it refuses what a client would refuse to receive.
constexpr size_t kMaxBatchBytes = (4 << 20) - (64 << 10);
constexpr PageLimits kListPages{100, 1000};
constexpr PageLimits kExpandPages{100, 1000};
constexpr PageLimits kSearchPages{20, 200};
constexpr int kMaxQueryCharacters = 200;
constexpr int32_t kDefaultExplained = 10;
constexpr int32_t kMaxExplained = 100;
constexpr int32_t kDefaultAlternatives = 10;
constexpr int32_t kMaxAlternatives = 100;

absl::StatusOr<std::vector<NodeId>> DecodeIds(const v1::BatchGetNodesRequest& request) {
  if (request.ids_size() > kMaxBatchIds) {
    return MakeError(
        ErrorReason::kLimitExceeded,
        fmt::format("ids: {} are above the maximum of {}", request.ids_size(), kMaxBatchIds),
        {{"field", "ids"}, {"limit", std::to_string(kMaxBatchIds)}});
  }
  if (request.ids().empty()) return InvalidField("ids", "missing; pass the nodes to get");
  std::vector<NodeId> ids;
  for (const std::string& hex : request.ids()) {
    ASSIGN_OR_RETURN(ids.emplace_back(), DecodeNodeId("ids", hex));
  }
  return ids;
}

absl::Status CheckQuery(const std::string& query) {
  if (query.empty()) return InvalidField("query", "missing; pass any part of a name");
  // Every character has one byte that does not continue another.
  const auto characters =
      std::count_if(query.begin(), query.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  if (characters <= kMaxQueryCharacters) return absl::OkStatus();
  return InvalidField("query", fmt::format("{} characters are above the maximum of {}", characters,
                                           kMaxQueryCharacters));
}

// The enums have the numbers of those of the API.
v1::SearchHit EncodeHit(const SearchHit& hit, const GraphView& view) {
  v1::SearchHit message;
  *message.mutable_node() = EncodeNode(hit.node, view, Detail::kBasic);
  message.set_matched_name(hit.matched_name);
  message.set_match(static_cast<v1::MatchKind>(hit.match));
  message.set_degree(static_cast<int32_t>(hit.degree));
  message.set_field(static_cast<v1::MatchField>(hit.field));
  for (const TextSpan& span : hit.highlights) {
    v1::TextRange& range = *message.add_highlights();
    range.set_start(static_cast<int32_t>(span.start));
    range.set_end(static_cast<int32_t>(span.end));
  }
  if (hit.said.has_value()) {
    *message.mutable_evidence() = EncodeEvidence(hit.said->evidence, hit.said->report);
    message.set_report_year(hit.said->year);
  }
  return message;
}

absl::Status DecodeDirection(v1::Direction direction, ExpandQuery& query) {
  switch (direction) {
    case v1::DIRECTION_UNSPECIFIED:
    case v1::DIRECTION_BOTH:
      return absl::OkStatus();
    case v1::DIRECTION_OUT:
      query.in = false;
      return absl::OkStatus();
    case v1::DIRECTION_IN:
      query.out = false;
      return absl::OkStatus();
    default:
      return InvalidField("direction",
                          fmt::format("{} is none of OUT, IN and BOTH", int{direction}));
  }
}

v1::Derivation EncodeDerivation(const Derivation& derivation) {
  v1::Derivation message;
  *message.mutable_evidence() = EncodeEvidence(derivation.evidence, derivation.report);
  message.mutable_statement()->set_text(derivation.sentence);
  message.mutable_statement()->set_part(static_cast<v1::ReportPart>(derivation.part));
  for (const std::string& heading : derivation.headings) {
    message.mutable_statement()->add_headings(heading);
  }
  for (const loader::DerivationStep& step : derivation.steps) {
    v1::DerivationStep& encoded = *message.add_steps();
    encoded.set_stage(step.stage);
    encoded.set_result(step.result);
    encoded.set_rule(step.rule);
    encoded.set_quote(step.quote);
    encoded.set_start(static_cast<int32_t>(step.span.start));
    encoded.set_end(static_cast<int32_t>(step.span.end));
  }
  message.set_reproduced(!derivation.steps.empty());
  for (const loader::Alternative& alternative : derivation.alternatives) {
    v1::Alternative& encoded = *message.add_alternatives();
    encoded.set_stage(alternative.stage);
    encoded.set_result(alternative.result);
    encoded.set_rule(alternative.rule);
    encoded.set_quote(alternative.quote);
    encoded.set_start(static_cast<int32_t>(alternative.span.start));
    encoded.set_end(static_cast<int32_t>(alternative.span.end));
    encoded.set_reason(static_cast<v1::LossReason>(alternative.reason));
    encoded.set_against(alternative.against);
  }
  message.set_total_alternatives(static_cast<int32_t>(derivation.total_alternatives));
  return message;
}

}  // namespace

grpc::ServerUnaryReactor* GraphService::GetNode(grpc::CallbackServerContext* context,
                                                const v1::GetNodeRequest* request,
                                                v1::GetNodeResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "GetNode",
      [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const NodeId id, DecodeNodeId("id", request->id()));
        ASSIGN_OR_RETURN(const Detail detail, DecodeView(request->view(), Detail::kFull));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(const MergedNode node, ReadNode(*state, id));
        *response->mutable_node() = EncodeNode(node, state->view(), detail);
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* GraphService::BatchGetNodes(grpc::CallbackServerContext* context,
                                                      const v1::BatchGetNodesRequest* request,
                                                      v1::BatchGetNodesResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "BatchGetNodes",
      [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const std::vector<NodeId> ids, DecodeIds(*request));
        ASSIGN_OR_RETURN(const Detail detail, DecodeView(request->view(), Detail::kBasic));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadNodes(*state, ids));
        for (const MergedNode& node : nodes) {
          *response->add_nodes() = EncodeNode(node, state->view(), detail);
        }
        if (const size_t bytes = response->ByteSizeLong(); bytes > kMaxBatchBytes) {
          return MakeError(ErrorReason::kLimitExceeded,
                           fmt::format("ids: the answer of {} bytes is above the maximum of {}; "
                                       "ask for fewer nodes or for the BASIC view",
                                       bytes, kMaxBatchBytes),
                           {{"field", "ids"}, {"limit", std::to_string(kMaxBatchBytes)}});
        }
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* GraphService::ListNodes(grpc::CallbackServerContext* context,
                                                  const v1::ListNodesRequest* request,
                                                  v1::ListNodesResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "ListNodes",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kListPages));
        ASSIGN_OR_RETURN(const Detail detail, DecodeView(request->view(), Detail::kBasic));
        NodeFilter filter{{}, request->report(), request->place(), request->name()};
        ASSIGN_OR_RETURN(filter.kinds, DecodeNodeKinds("kinds", request->kinds()));
        ASSIGN_OR_RETURN(filter.min_confidence, DecodeMinConfidence(request->min_confidence()));
        ASSIGN_OR_RETURN(
            const NodeSelection selection,
            NodeSelection::Of(NodeFields(), request->filter(), request->order_by()));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        ASSIGN_OR_RETURN(NodePage page, service::ListNodes(*state, filter, selection,
                                                           paging.offset(), paging.size(), caller));
        MessageBudget budget(kPageBytes);
        for (size_t i = 0; i < page.nodes.size(); ++i) {
          v1::Node node = EncodeNode(page.nodes[i], state->view(), detail);
          if (!budget.Spend(node)) {
            page.next = page.offsets[i];
            page.last = false;
            break;
          }
          *response->add_nodes() = std::move(node);
        }
        if (!page.last) {
          response->set_next_page_token(paging.TokenAt(page.next, state->revision()));
        }
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* GraphService::Expand(grpc::CallbackServerContext* context,
                                               const v1::ExpandRequest* request,
                                               v1::ExpandResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "Expand",
      [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kExpandPages));
        ASSIGN_OR_RETURN(const Detail detail, DecodeView(request->view(), Detail::kBasic));
        ExpandQuery query;
        ASSIGN_OR_RETURN(query.id, DecodeNodeId("id", request->id()));
        ASSIGN_OR_RETURN(query.kinds, DecodeEdgeKinds("edge_kinds", request->edge_kinds()));
        RETURN_IF_ERROR(DecodeDirection(request->direction(), query));
        ASSIGN_OR_RETURN(query.min_confidence, DecodeMinConfidence(request->min_confidence()));
        query.first = paging.offset();
        query.limit = paging.size();
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        ASSIGN_OR_RETURN(const Neighborhood found, service::Expand(*state, query));

        const GraphView& view = state->view();
        MessageBudget budget(kPageBytes);
        for (const Neighbor& row : found.neighbors) {
          v1::Neighbor neighbor;
          *neighbor.mutable_edge() = EncodeEdge(row.edge, view, detail);
          *neighbor.mutable_node() = EncodeNode(row.node, view, detail);
          neighbor.set_direction(row.direction == Direction::kOut ? v1::DIRECTION_OUT
                                                                  : v1::DIRECTION_IN);
          if (!budget.Spend(neighbor)) break;
          *response->add_neighbors() = std::move(neighbor);
        }
        *response->mutable_node() = EncodeNode(found.node, view, detail);
        response->set_total_size(static_cast<int32_t>(found.total));
        response->set_next_page_token(
            paging.TokenAfter(response->neighbors_size(), found.total, state->revision()));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* GraphService::SearchNodes(grpc::CallbackServerContext* context,
                                                    const v1::SearchNodesRequest* request,
                                                    v1::SearchNodesResponse* response) {
  return RunUnary(backend_.calls, backend_.calls.reads, context, "SearchNodes",
                  [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
                    RETURN_IF_ERROR(CheckQuery(request->query()));
                    ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kSearchPages));
                    ASSIGN_OR_RETURN(const std::vector<NodeKind> kinds,
                                     DecodeNodeKinds("kinds", request->kinds()));
                    ASSIGN_OR_RETURN(const Confidence min_confidence,
                                     DecodeMinConfidence(request->min_confidence()));
                    ASSIGN_OR_RETURN(
                        const NodeSelection selection,
                        NodeSelection::Of(NodeFields(), request->filter(), request->order_by()));
                    ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                                     backend_.states.Get(paging.At(request->consistency())));
                    ASSIGN_OR_RETURN(
                        const SearchHits found,
                        service::SearchNodes(*state, {request->query(), kinds, min_confidence,
                                                      paging.offset(), paging.size()},
                                             selection, caller));
                    MessageBudget budget(kPageBytes);
                    for (const SearchHit& row : found.hits) {
                      v1::SearchHit hit = EncodeHit(row, state->view());
                      if (!budget.Spend(hit)) break;
                      *response->add_hits() = std::move(hit);
                    }
                    response->set_total_size(static_cast<int32_t>(found.total));
                    response->set_next_page_token(
                        paging.TokenAfter(response->hits_size(), found.total, state->revision()));
                    response->set_read_revision(state->revision().number);
                    return state->revision();
                  });
}

grpc::ServerUnaryReactor* GraphService::ExplainNode(grpc::CallbackServerContext* context,
                                                    const v1::ExplainNodeRequest* request,
                                                    v1::ExplainNodeResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.loads, context, "ExplainNode",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const NodeId id, DecodeNodeId("id", request->id()));
        ExplanationLimits limits;
        ASSIGN_OR_RETURN(
            limits.evidence,
            DecodeLimit("max_evidence", request->max_evidence(), kDefaultExplained, kMaxExplained));
        ASSIGN_OR_RETURN(limits.alternatives,
                         DecodeLimit("max_alternatives", request->max_alternatives(),
                                     kDefaultAlternatives, kMaxAlternatives));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(const Explanation explanation,
                         service::ExplainNode(*state, backend_.rules, id, limits, caller));
        *response->mutable_node() = EncodeNode(explanation.node, state->view(), Detail::kBasic);
        for (const Derivation& derivation : explanation.derivations) {
          *response->add_derivations() = EncodeDerivation(derivation);
        }
        response->set_total_size(static_cast<int32_t>(explanation.total));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerWriteReactor<v1::ExportGraphResponse>* GraphService::ExportGraph(
    grpc::CallbackServerContext* context, const v1::ExportGraphRequest* request) {
  return new ExportReactor(backend_, *context, *request);
}

}  // namespace policygraph::service
