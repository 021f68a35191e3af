#ifndef POLICYGRAPH_SERVICE_CLI_TRACE_TOTALS_H_
#define POLICYGRAPH_SERVICE_CLI_TRACE_TOTALS_H_

#include "policygraph/v1/trace_service.pb.h"
#include "service/cli/text_table.h"

namespace policygraph::cli {

// What a trace found in all: projects by place and by stage, plans and results. Of the places it
// has the first `max_places` and, in one row, how many more there are.
TextTable TotalsTable(const v1::TraceTotals& totals, int max_places);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_TRACE_TOTALS_H_
