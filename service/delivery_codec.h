#ifndef POLICYGRAPH_SERVICE_DELIVERY_CODEC_H_
#define POLICYGRAPH_SERVICE_DELIVERY_CODEC_H_

#include <vector>

#include "absl/status/statusor.h"
#include "graph/delivery/read_deliveries.h"
#include "graph/delivery/scorecard.h"
#include "policygraph/v1/delivery_service.pb.h"

namespace policygraph::service {

// The messages of DeliveryService and the domain values they stand for.

// The deliveries of a report that a request means. INVALID_ARGUMENT (INVALID_FIELD).
absl::StatusOr<std::vector<const Delivery*>> SelectDeliveries(
    const v1::ListDeliveriesRequest& request, const ReportDeliveries& judged);

v1::Delivery EncodeDelivery(const Delivery& delivery, const ReportDeliveries& judged);

// INVALID_ARGUMENT (INVALID_FIELD).
absl::StatusOr<ScorecardQuery> DecodeScorecardQuery(const v1::GetScorecardRequest& request);

// The first `max_rows` rows; without revision.
v1::GetScorecardResponse EncodeScorecard(const Scorecard& card, size_t max_rows);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_DELIVERY_CODEC_H_
