#include "service/delivery_service.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/delivery/read_deliveries.h"
#include "service/decode_request.h"
#include "service/delivery_codec.h"
#include "service/delivery_fields.h"
#include "service/paging.h"

namespace policygraph::service {
namespace {

constexpr PageLimits kDeliveryPages{100, 1000};
constexpr int32_t kDefaultRows = 100;
constexpr int32_t kMaxRows = 1000;

}  // namespace

grpc::ServerUnaryReactor* DeliveryService::ListDeliveries(grpc::CallbackServerContext* context,
                                                          const v1::ListDeliveriesRequest* request,
                                                          v1::ListDeliveriesResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "ListDeliveries",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kDeliveryPages));
        if (request->report().empty()) {
          return InvalidField("report", "missing; pass the name of the report that promised");
        }
        ASSIGN_OR_RETURN(
            const DeliverySelection selection,
            DeliverySelection::Of(DeliveryFields(), request->filter(), request->order_by()));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        ASSIGN_OR_RETURN(const std::vector<StoredReport> reports, state->snapshot().ListReports());
        ASSIGN_OR_RETURN(
            const std::unique_ptr<const ReportDeliveries> judged,
            ReportDeliveries::Read(state->snapshot(), reports, request->report()));
        RETURN_IF_ERROR(caller.StillWaits());
        ASSIGN_OR_RETURN(std::vector<const Delivery*> wanted, SelectDeliveries(*request, *judged));
        const std::vector<const Delivery*> selected = selection.Select(std::move(wanted));
        MessageBudget budget(kPageBytes);
        for (size_t i = paging.offset(); i < std::min(paging.end(), selected.size()); ++i) {
          v1::Delivery delivery = EncodeDelivery(*selected[i], *judged);
          if (!budget.Spend(delivery)) break;
          *response->add_deliveries() = std::move(delivery);
        }
        if (const ReportClaims* review = judged->review()) {
          response->set_judged_by(review->report);
          response->set_judged_through_month(review->details.through_month);
        }
        response->set_total_size(static_cast<int32_t>(selected.size()));
        response->set_next_page_token(
            paging.TokenAfter(response->deliveries_size(), selected.size(), state->revision()));
        response->set_rules_version(kDeliveryRulesVersion);
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* DeliveryService::GetScorecard(grpc::CallbackServerContext* context,
                                                        const v1::GetScorecardRequest* request,
                                                        v1::GetScorecardResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "GetScorecard",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const ScorecardQuery query, DecodeScorecardQuery(*request));
        ASSIGN_OR_RETURN(const size_t rows, DecodeLimit("max_rows", request->max_rows(),
                                                        kDefaultRows, kMaxRows));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(const Scorecard card,
                         CountVerdicts(state->snapshot(), query,
                                       [&caller] { return caller.StillWaits(); }));
        *response = EncodeScorecard(card, rows);
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

}  // namespace policygraph::service
