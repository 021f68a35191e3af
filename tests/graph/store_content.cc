#include "tests/graph/store_content.h"

#include <limits>
#include <ostream>
#include <utility>

#include "gtest/gtest.h"

namespace policygraph {

void PrintTo(const StoreContent& content, std::ostream* out) {
  *out << content.nodes.size() << " nodes, " << content.edges.size() << " edges, "
       << content.reports.size() << " reports, " << content.commits.size() << " commits, "
       << content.judgements.size() << " judgements";
}

StoreContent ReadAll(const GraphSnapshot& snapshot) {
  StoreContent content;
  EXPECT_TRUE(snapshot
                  .ScanNodes(NodeId(),
                             [&](const NodeAssertion& node) {
                               content.nodes.push_back(node);
                               return true;
                             })
                  .ok());
  EXPECT_TRUE(snapshot
                  .ScanEdges(EdgeKey{.kind = static_cast<EdgeKind>(0)},
                             [&](const EdgeAssertion& edge) {
                               content.edges.push_back(edge);
                               return true;
                             })
                  .ok());
  size_t nodes = 0;
  size_t edges = 0;
  const std::vector<StoredReport> reports = snapshot.ListReports().value();
  for (const StoredReport& listed : reports) {
    const ReportId id = listed.report.id();
    content.reports.push_back(snapshot.FindReport(id).value().value());
    const ReportAssertions assertions = snapshot.AssertionsOfReport(id).value();
    nodes += assertions.nodes.size();
    edges += assertions.edges.size();
  }
  EXPECT_EQ(nodes, content.nodes.size()) << "the reports' indexes and the nodes differ";
  EXPECT_EQ(edges, content.edges.size()) << "the reports' indexes and the edges differ";
  content.commits = snapshot.CommitsAfter(Revision{0}, std::numeric_limits<size_t>::max()).value();
  content.judgements = snapshot.ListJudgements().value();
  EXPECT_EQ(content.commits.size(), snapshot.revision().number);
  return content;
}

StoreContent ReadAll(const GraphStore& store) { return ReadAll(*store.Snapshot().value()); }

StoreContent WithoutHistory(StoreContent content) {
  content.commits.clear();
  for (StoredReport& stored : content.reports) {
    stored.revision = Revision();
    stored.load_time = absl::Time();
  }
  return content;
}

}  // namespace policygraph
