#ifndef POLICYGRAPH_SERVICE_REPORT_FIELDS_H_
#define POLICYGRAPH_SERVICE_REPORT_FIELDS_H_

#include "graph/filter/selection.h"
#include "graph/store/graph_store.h"

namespace policygraph::service {

// The fields that v1.ListReportsRequest.filter names. A record points to a report without text.
using ReportSelection = Selection<const StoredReport*>;
const FieldTable<const StoredReport*>& ReportFields();

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_REPORT_FIELDS_H_
