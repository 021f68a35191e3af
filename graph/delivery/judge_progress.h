#ifndef POLICYGRAPH_GRAPH_DELIVERY_JUDGE_PROGRESS_H_
#define POLICYGRAPH_GRAPH_DELIVERY_JUDGE_PROGRESS_H_

#include <vector>

#include "graph/delivery/judge_delivery.h"
#include "graph/delivery/report_claims.h"

namespace policygraph {

// All commitments of a plan as NOT_CHECKED, for want of a report that tells of them.
std::vector<Delivery> LeaveUnchecked(const ReportClaims& plan);

// Holds every commitment of a plan against a progress report of its own year. A figure for that year
// that the report states, too, is IN_PROGRESS, with how far it has come, however far that is: only the
// next report decides. All else is NOT_CHECKED, as before: a progress report is not searched for what
// it leaves out. The result points into both and has no continuations.
// Precondition: `progress` is a progress report of the plan's year.
std::vector<Delivery> JudgeProgress(const ReportClaims& plan, const ReportClaims& progress);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_JUDGE_PROGRESS_H_
