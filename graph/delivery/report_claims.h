#ifndef POLICYGRAPH_GRAPH_DELIVERY_REPORT_CLAIMS_H_
#define POLICYGRAPH_GRAPH_DELIVERY_REPORT_CLAIMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A node that a claim is joined to, and how.
struct ClaimTie {
  NodeId node;
  std::string name;
  Stage stage = Stage::kUnspecified;  // of ADVANCES
};

// A commitment or outcome of one report with all that tells what became of it.
struct ReportClaim {
  NodeId id;
  NodeKind kind = NodeKind::kCommitment;
  std::string name;  // the clause
  ClaimDetails details;
  Confidence confidence = kCertain;
  Evidence evidence;  // its first piece
  std::vector<ClaimTie> indicators;
  std::vector<BetterDirection> better;  // of each indicator
  std::vector<ClaimTie> projects;       // that it advances
  std::vector<ClaimTie> strategies;     // that it supports
};

// A designation that a report says was sought or won, by anyone; an event that it names.
struct ReportTitle {
  ClaimTie title;
  EdgeKind kind = EdgeKind::kSeeks;  // SEEKS, AWARDED, or MENTIONS for an event
  ReportPart part = ReportPart::kOther;
  Evidence evidence;
};

// A strategy or project that a report names.
struct ReportThing {
  NodeId id;
  NodeKind kind = NodeKind::kStrategy;
  std::string name;
  Stage stage = Stage::kUnspecified;  // of a project: the furthest that its claims say
  uint32_t supporters = 0;            // of a strategy: edges that support it
  Confidence confidence = kCertain;
  Evidence evidence;  // its first piece
};

// What one report promises and tells, in its order.
struct ReportClaims {
  std::string report;
  ReportDetails details;
  std::vector<ReportClaim> commitments;
  std::vector<ReportClaim> outcomes;
  std::vector<ReportTitle> titles;
  std::vector<ReportThing> things;
};

// The designations that a claim of the report seeks or tells of and the events that it names: those
// whose words stand in the claim's. Points into `claims`, in its order.
std::vector<const ReportTitle*> TitlesWithin(const ReportClaims& claims, const ReportClaim& claim);

// Reads the claims of a loaded report. STORE_FAILURE as the snapshot's reads fail.
// Precondition: the report is loaded.
absl::StatusOr<ReportClaims> ReadReportClaims(const GraphSnapshot& snapshot,
                                              const StoredReport& report);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_REPORT_CLAIMS_H_
