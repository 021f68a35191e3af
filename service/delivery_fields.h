#ifndef POLICYGRAPH_SERVICE_DELIVERY_FIELDS_H_
#define POLICYGRAPH_SERVICE_DELIVERY_FIELDS_H_

#include "graph/delivery/judge_delivery.h"
#include "graph/filter/selection.h"

namespace policygraph::service {

// The fields that v1.ListDeliveriesRequest.filter names.
using DeliverySelection = Selection<const Delivery*>;
const FieldTable<const Delivery*>& DeliveryFields();

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_DELIVERY_FIELDS_H_
