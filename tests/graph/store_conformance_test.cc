// What every back end must keep of the contract in graph/store/graph_store.h.

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "gtest/gtest.h"
#include "tests/graph/back_ends.h"
#include "tests/graph/delta_builder.h"
#include "tests/graph/store_content.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class StoreConformanceTest : public BackEndTest {};
INSTANTIATE_FOR_ALL_BACK_ENDS(StoreConformanceTest);

const absl::Time kNoon = absl::FromUnixNanos(1'700'000'000'000'000'001);

const ReportId kReportA = ReportId::Of("a-2024");
const ReportId kReportB = ReportId::Of("b-2024");

NodeId IdOfByte(uint8_t byte) {
  std::array<uint8_t, NodeId::kBytes> bytes;
  bytes.fill(byte);
  return NodeId(bytes);
}

NodeAssertion NodeOf(const NodeId& id, const ReportId& report, const std::string& name = "名") {
  return {.report = report,
          .node = {.id = id, .kind = NodeKind::kProject, .name = name},
          .derivation = "test"};
}

EdgeAssertion EdgeOf(const EdgeKey& key, const ReportId& report) {
  return {.report = report, .key = key, .derivation = "test"};
}

// The change of a commit on top of the newest revision.
Commit NextCommit(const GraphStore& store) {
  return {.expected = store.Snapshot().value()->revision(), .record = {.time = kNoon}};
}

// A commit that puts all of a delta.
Commit PutAll(const GraphStore& store, const GraphDelta& delta) {
  Commit commit = NextCommit(store);
  commit.put_nodes = delta.nodes;
  commit.put_edges = delta.edges;
  commit.put_report = delta.report;
  return commit;
}

ErrorReason ReasonOf(const absl::Status& status) {
  return GetErrorInfo(status).value_or(ErrorInfo()).reason;
}

TEST_P(StoreConformanceTest, NewStoreIsEmptyAtRevisionZero) {
  const auto snapshot = store_->Snapshot().value();
  EXPECT_EQ(snapshot->revision(), Revision{0});
  EXPECT_EQ(ReadAll(*snapshot), StoreContent());
  EXPECT_EQ(snapshot->FindReport(kReportA).value(), std::nullopt);
  EXPECT_EQ(snapshot->FindRequest("request").value(), std::nullopt);
  EXPECT_THAT(snapshot->NodesOfReport(kReportA).value(), IsEmpty());
  EXPECT_THAT(snapshot->EdgesOfReport(kReportA).value(), IsEmpty());
}

TEST_P(StoreConformanceTest, EachCommitMakesTheNextRevision) {
  for (uint64_t number = 1; number <= 3; ++number) {
    EXPECT_EQ(store_->Apply(NextCommit(*store_)).value(), Revision{number});
    EXPECT_EQ(store_->Snapshot().value()->revision(), Revision{number});
  }
}

TEST_P(StoreConformanceTest, KeepsEveryFieldOfEveryKind) {
  const GraphDelta delta = EveryFieldDelta("a-2024");
  Commit commit = PutAll(*store_, delta);
  commit.record = {.time = kNoon,
                   .author = "审计员",
                   .note = "load a-2024",
                   .report = "a-2024",
                   .request_id = "request",
                   .request_digest = "digest"};
  ASSERT_TRUE(store_->Apply(commit).ok());

  const StoreContent content = ReadAll(*store_);
  EXPECT_EQ(content.nodes, delta.nodes);
  EXPECT_EQ(content.edges, delta.edges);
  EXPECT_THAT(content.reports, ElementsAre(StoredReport{delta.report, Revision{1}, kNoon}));
  CommitRecord record = commit.record;
  record.revision = Revision{1};
  EXPECT_THAT(content.commits, ElementsAre(record));
}

TEST_P(StoreConformanceTest, SnapshotDoesNotSeeLaterWrites) {
  std::mt19937 random(1);
  const GraphDelta delta = RandomDelta(random, "a-2024", 10);
  ASSERT_TRUE(store_->Apply(PutAll(*store_, delta)).ok());
  const auto before = store_->Snapshot().value();
  const StoreContent content = ReadAll(*before);

  Commit removal = NextCommit(*store_);
  for (const NodeAssertion& node : delta.nodes) {
    removal.remove_nodes.emplace_back(node.node.id, node.report);
  }
  removal.remove_report = delta.report.id();
  removal.put_report = RandomDelta(random, "b-2024", 10).report;
  removal.record.request_id = "request";
  ASSERT_TRUE(store_->Apply(removal).ok());

  EXPECT_EQ(before->revision(), Revision{1});
  EXPECT_EQ(ReadAll(*before), content);
  EXPECT_EQ(before->FindRequest("request").value(), std::nullopt);
  EXPECT_THAT(before->NodesOfReport(kReportA).value(), SizeIs(delta.nodes.size()));
}

TEST_P(StoreConformanceTest, ScansGoByElementAndReportFromTheStartUntilTheVisitorStops) {
  const NodeId low = IdOfByte(0), middle = IdOfByte(0x7F), high = IdOfByte(0xFF);
  const EdgeKey edges[] = {{low, EdgeKind::kSupports, high},
                           {low, EdgeKind::kContinues, low},
                           {middle, EdgeKind::kSupports, low},
                           {high, EdgeKind::kSupports, high}};
  Commit commit = NextCommit(*store_);
  for (const NodeId& id : {high, low, middle}) {
    for (const ReportId& report : {kReportA, kReportB})
      commit.put_nodes.push_back(NodeOf(id, report));
  }
  for (const EdgeKey& key : edges) {
    for (const ReportId& report : {kReportB, kReportA})
      commit.put_edges.push_back(EdgeOf(key, report));
  }
  ASSERT_TRUE(store_->Apply(commit).ok());
  const auto snapshot = store_->Snapshot().value();

  const auto scan_nodes = [&](const NodeId& from, size_t limit) {
    std::vector<std::pair<NodeId, ReportId>> seen;
    EXPECT_TRUE(snapshot
                    ->ScanNodes(from,
                                [&](const NodeAssertion& node) {
                                  seen.emplace_back(node.node.id, node.report);
                                  return seen.size() < limit;
                                })
                    .ok());
    return seen;
  };
  const auto [first, second] = std::minmax(kReportA, kReportB);
  EXPECT_THAT(scan_nodes(low, 100), ElementsAre(std::pair(low, first), std::pair(low, second),
                                                std::pair(middle, first), std::pair(middle, second),
                                                std::pair(high, first), std::pair(high, second)));
  EXPECT_THAT(scan_nodes(IdOfByte(1), 2),
              ElementsAre(std::pair(middle, first), std::pair(middle, second)));
  EXPECT_THAT(scan_nodes(high, 1), ElementsAre(std::pair(high, first)));

  const auto scan_edges = [&](const EdgeKey& from, size_t limit) {
    std::vector<EdgeKey> seen;
    EXPECT_TRUE(snapshot
                    ->ScanEdges(from,
                                [&](const EdgeAssertion& edge) {
                                  if (seen.empty() || seen.back() != edge.key)
                                    seen.push_back(edge.key);
                                  return seen.size() < limit;
                                })
                    .ok());
    return seen;
  };
  EXPECT_THAT(scan_edges(edges[0], 100), ElementsAre(edges[0], edges[1], edges[2], edges[3]));
  EXPECT_THAT(scan_edges({low, EdgeKind::kLocatedIn, low}, 2), ElementsAre(edges[1], edges[2]));
  EXPECT_THAT(scan_edges({high, EdgeKind::kLocatedIn, low}, 100), IsEmpty());
}

TEST_P(StoreConformanceTest, BatchedReadsKeepTheOrderAskedForAndStayAtTheirElement) {
  const NodeId low = IdOfByte(0), high = IdOfByte(0xFF), absent = IdOfByte(0x7F);
  const EdgeKey edge{low, EdgeKind::kSupports, high}, same_ends{low, EdgeKind::kPartOf, high};
  const auto [first, second] = std::minmax(kReportA, kReportB);
  Commit commit = NextCommit(*store_);
  commit.put_nodes = {NodeOf(low, first), NodeOf(high, first), NodeOf(high, second)};
  commit.put_edges = {EdgeOf(edge, first), EdgeOf(edge, second), EdgeOf(same_ends, second)};
  ASSERT_TRUE(store_->Apply(commit).ok());
  const auto snapshot = store_->Snapshot().value();

  const NodeId ids[] = {high, absent, low, high};
  EXPECT_THAT(snapshot->ReadNodes(ids).value(),
              ElementsAre(NodeOf(high, first), NodeOf(high, second), NodeOf(low, first),
                          NodeOf(high, first), NodeOf(high, second)));
  const EdgeKey keys[] = {same_ends, {low, EdgeKind::kLocatedIn, high}, edge};
  EXPECT_THAT(snapshot->ReadEdges(keys).value(),
              ElementsAre(EdgeOf(same_ends, second), EdgeOf(edge, first), EdgeOf(edge, second)));
  EXPECT_THAT(snapshot->ReadNodes({}).value(), IsEmpty());
}

TEST_P(StoreConformanceTest, ReportsAssertionsAreItsOwnOnly) {
  std::mt19937 random(2);
  const GraphDelta a = RandomDelta(random, "a-2024", 10), b = RandomDelta(random, "b-2024", 10);
  ASSERT_TRUE(store_->Apply(PutAll(*store_, a)).ok());
  ASSERT_TRUE(store_->Apply(PutAll(*store_, b)).ok());
  const auto snapshot = store_->Snapshot().value();
  for (const GraphDelta* delta : {&a, &b}) {
    const ReportId id = delta->report.id();
    EXPECT_EQ(snapshot->AssertionsOfReport(id).value(),
              (ReportAssertions{delta->nodes, delta->edges}));
    std::vector<NodeId> nodes;
    for (const NodeAssertion& node : delta->nodes) nodes.push_back(node.node.id);
    EXPECT_EQ(snapshot->NodesOfReport(id).value(), nodes);
    std::vector<EdgeKey> edges;
    for (const EdgeAssertion& edge : delta->edges) edges.push_back(edge.key);
    EXPECT_EQ(snapshot->EdgesOfReport(id).value(), edges);
  }
}

TEST_P(StoreConformanceTest, RefusesAStaleRevisionAndWritesNothing) {
  std::mt19937 random(3);
  const Commit stale = PutAll(*store_, RandomDelta(random, "a-2024", 3));
  ASSERT_TRUE(store_->Apply(NextCommit(*store_)).ok());
  const absl::Status refused = store_->Apply(stale).status();
  EXPECT_TRUE(absl::IsAborted(refused)) << refused;
  EXPECT_EQ(ReasonOf(refused), ErrorReason::kConcurrentChange);

  Commit early = stale;
  early.expected = Revision{7};
  EXPECT_TRUE(absl::IsAborted(store_->Apply(early).status()));
  const StoreContent content = ReadAll(*store_);
  EXPECT_THAT(content.nodes, IsEmpty());
  EXPECT_THAT(content.commits, SizeIs(1));
}

TEST_P(StoreConformanceTest, RefusesAReportThatIsNotAsExpectedAndWritesNothing) {
  const Report a{.name = "a-2024"}, b{.name = "b-2024"};
  const auto load = [](const Report& report, uint64_t expected) {
    return Commit{.expected_report = ExpectedReport{report.id(), Revision{expected}},
                  .record = {.time = kNoon},
                  .put_report = report};
  };
  EXPECT_EQ(store_->Apply(load(a, 0)).value(), Revision{1});
  EXPECT_EQ(store_->Apply(load(b, 0)).value(), Revision{2}) << "another report does not matter";
  EXPECT_EQ(store_->Apply(load(a, 1)).value(), Revision{3});
  EXPECT_EQ(store_->Snapshot().value()->RevisionOfReport(kReportA).value(), Revision{3});
  for (const uint64_t expected : {0, 1, 2, 4}) {
    const absl::Status refused = store_->Apply(load(a, expected)).status();
    EXPECT_TRUE(absl::IsAborted(refused)) << refused;
    EXPECT_EQ(ReasonOf(refused), ErrorReason::kConcurrentChange);
  }
  EXPECT_THAT(ReadAll(*store_).commits, SizeIs(3));

  Commit removal = load(a, 3);
  removal.put_report.reset();
  removal.remove_report = kReportA;
  EXPECT_EQ(store_->Apply(removal).value(), Revision{4});
  EXPECT_EQ(store_->Snapshot().value()->RevisionOfReport(kReportA).value(), Revision{0});
  EXPECT_EQ(store_->Apply(load(a, 0)).value(), Revision{5});
}

TEST_P(StoreConformanceTest, RefusesARequestIdThatWasCommittedAndWritesNothing) {
  Commit commit = NextCommit(*store_);
  commit.record.request_id = "request";
  ASSERT_TRUE(store_->Apply(commit).ok());
  for (const Revision expected : {Revision{0}, Revision{1}}) {
    commit.expected = expected;
    const absl::Status refused = store_->Apply(commit).status();
    EXPECT_TRUE(absl::IsAlreadyExists(refused)) << refused;
    EXPECT_EQ(ReasonOf(refused), ErrorReason::kRequestIdReused);
  }
  EXPECT_THAT(ReadAll(*store_).commits, SizeIs(1));
}

TEST_P(StoreConformanceTest, FindsTheCommitOfARequest) {
  Commit commit = NextCommit(*store_);
  for (const std::string id : {"r", "request", "request-2"}) {
    commit.expected = store_->Snapshot().value()->revision();
    commit.record.request_id = id;
    commit.record.request_digest = id + " asked";
    ASSERT_TRUE(store_->Apply(commit).ok());
  }
  const auto snapshot = store_->Snapshot().value();
  const auto found = snapshot->FindRequest("request").value();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->revision, Revision{2});
  EXPECT_EQ(found->request_digest, "request asked");
  EXPECT_EQ(snapshot->FindRequest("reques").value(), std::nullopt);
  EXPECT_EQ(snapshot->FindRequest("").value(), std::nullopt);
}

TEST_P(StoreConformanceTest, CommitsAfterARevisionComeOldestFirstUpToTheLimit) {
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(store_->Apply(NextCommit(*store_)).ok());
  const auto snapshot = store_->Snapshot().value();
  const auto revisions = [&](uint64_t after, size_t limit) {
    const std::vector<CommitRecord> records =
        snapshot->CommitsAfter(Revision{after}, limit).value();
    std::vector<uint64_t> numbers;
    for (const CommitRecord& record : records) {
      numbers.push_back(record.revision.number);
    }
    return numbers;
  };
  EXPECT_THAT(revisions(0, 2), ElementsAre(1, 2));
  EXPECT_THAT(revisions(254, 3), ElementsAre(255, 256, 257));
  EXPECT_THAT(revisions(298, 100), ElementsAre(299, 300));
  EXPECT_THAT(revisions(300, 100), IsEmpty());
  EXPECT_THAT(revisions(UINT64_MAX, 100), IsEmpty());
  EXPECT_THAT(revisions(5, 0), IsEmpty());
}

TEST_P(StoreConformanceTest, RemovesBeforeItPuts) {
  const NodeId node = IdOfByte(1);
  const EdgeKey edge{node, EdgeKind::kPartOf, node};
  Report report{.name = "a-2024", .text = "旧"};
  Commit commit = NextCommit(*store_);
  commit.put_nodes = {NodeOf(node, kReportA, "旧")};
  commit.put_edges = {EdgeOf(edge, kReportA)};
  commit.put_report = report;
  ASSERT_TRUE(store_->Apply(commit).ok());
  report.text = "新";
  commit.expected = Revision{1};
  commit.remove_nodes = {{node, kReportA}};
  commit.remove_edges = {{edge, kReportA}};
  commit.remove_report = kReportA;
  commit.put_nodes = {NodeOf(node, kReportA, "新")};
  commit.put_report = report;
  ASSERT_TRUE(store_->Apply(commit).ok());
  const StoreContent content = ReadAll(*store_);
  EXPECT_THAT(content.nodes, ElementsAre(NodeOf(node, kReportA, "新")));
  EXPECT_THAT(content.edges, ElementsAre(EdgeOf(edge, kReportA)));
  EXPECT_THAT(content.reports, ElementsAre(StoredReport{report, Revision{2}, kNoon}));
}

TEST_P(StoreConformanceTest, RemovingWhatIsAbsentIsNoError) {
  const NodeId node = IdOfByte(1);
  Commit commit = NextCommit(*store_);
  commit.put_nodes = {NodeOf(node, kReportA)};
  ASSERT_TRUE(store_->Apply(commit).ok());
  Commit removal = NextCommit(*store_);
  removal.remove_nodes = {{node, kReportB}, {IdOfByte(2), kReportA}};
  removal.remove_edges = {{EdgeKey{node, EdgeKind::kPartOf, node}, kReportA}};
  removal.remove_report = kReportB;
  ASSERT_TRUE(store_->Apply(removal).ok());
  EXPECT_THAT(store_->Snapshot().value()->ReadNodes(std::span(&node, 1)).value(),
              ElementsAre(NodeOf(node, kReportA)));
}

TEST_P(StoreConformanceTest, ListsReportsByNameWithoutTextAndSections) {
  for (const std::string name : {"b-2024", "c-2023", "a-2024", "德阳-2024"}) {
    Commit commit = NextCommit(*store_);
    commit.put_report = DeltaBuilder(name).Build().report;
    ASSERT_TRUE(store_->Apply(commit).ok());
  }
  const std::vector<StoredReport> list = store_->Snapshot().value()->ListReports().value();
  std::vector<std::string> names;
  for (const StoredReport& listed : list) {
    names.push_back(listed.report.name);
    Report expected = DeltaBuilder(listed.report.name).Build().report;
    expected.text.clear();
    expected.sections.clear();
    EXPECT_EQ(listed.report, expected);
  }
  EXPECT_THAT(names, ElementsAre("a-2024", "b-2024", "c-2023", "德阳-2024"));
}

TEST_P(StoreConformanceTest, ReadersSeeWholeCommitsWhileWritersRace) {
  constexpr int kWriters = 4, kCommitsEach = 15, kNodesEach = 20;
  std::atomic<int> writing = kWriters;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      for (int made = 0; made < kCommitsEach;) {
        Commit commit = NextCommit(*store_);
        for (int i = 0; i < kNodesEach; ++i) {
          const std::string name = fmt::format("{}/{}/{}", writer, made, i);
          commit.put_nodes.push_back(
              NodeOf(NodeId::Of(NodeKind::kProject, "", name), kReportA, name));
        }
        const absl::StatusOr<Revision> revision = store_->Apply(commit);
        if (revision.ok()) {
          EXPECT_EQ(*revision, commit.expected->next());
          ++made;
        } else if (!absl::IsAborted(revision.status())) {
          ADD_FAILURE() << revision.status();
          break;
        }
      }
      --writing;
    });
  }
  for (int reader = 0; reader < 2; ++reader) {
    threads.emplace_back([&] {
      do {
        const auto snapshot = store_->Snapshot().value();
        size_t nodes = 0;
        EXPECT_TRUE(
            snapshot->ScanNodes(NodeId(), [&](const NodeAssertion&) { return ++nodes; }).ok());
        EXPECT_EQ(nodes, snapshot->revision().number * kNodesEach);
      } while (writing > 0);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store_->Snapshot().value()->revision(), Revision{kWriters * kCommitsEach});
}

// The contract at its most naive: ordered maps, changed in place.
class NaiveStore {
 public:
  void Apply(const Commit& commit) {
    for (const auto& key : commit.remove_nodes) nodes_.erase(key);
    for (const auto& key : commit.remove_edges) edges_.erase(key);
    if (commit.remove_report.has_value()) reports_.erase(*commit.remove_report);
    for (const auto& node : commit.put_nodes) nodes_[{node.node.id, node.report}] = node;
    for (const auto& edge : commit.put_edges) edges_[{edge.key, edge.report}] = edge;
    commits_.push_back(commit.record);
    commits_.back().revision = Revision{commits_.size()};
    if (commit.put_report.has_value()) {
      reports_[commit.put_report->id()] = {*commit.put_report, commits_.back().revision,
                                           commit.record.time};
    }
  }

  StoreContent Content() const {
    StoreContent content{.commits = commits_};
    for (const auto& [key, node] : nodes_) content.nodes.push_back(node);
    for (const auto& [key, edge] : edges_) content.edges.push_back(edge);
    for (const auto& [key, report] : reports_) content.reports.push_back(report);
    std::ranges::sort(content.reports, {}, [](const auto& stored) { return stored.report.name; });
    return content;
  }

 private:
  std::map<std::pair<NodeId, ReportId>, NodeAssertion> nodes_;
  std::map<std::pair<EdgeKey, ReportId>, EdgeAssertion> edges_;
  std::map<ReportId, StoredReport> reports_;
  std::vector<CommitRecord> commits_;
};

// Removes some of what a delta may have put and puts some of what it has.
Commit RandomCommit(std::mt19937& random, const GraphStore& store) {
  const std::string report = std::string(1, static_cast<char>('a' + random() % 3)) + "-2024";
  const GraphDelta delta = RandomDelta(random, report, 1 + static_cast<int>(random() % 8));
  Commit commit = PutAll(store, delta);
  for (const NodeAssertion& node : RandomDelta(random, report, 4).nodes) {
    commit.remove_nodes.emplace_back(node.node.id, node.report);
  }
  for (const EdgeAssertion& edge : RandomDelta(random, report, 4).edges) {
    commit.remove_edges.emplace_back(edge.key, edge.report);
  }
  std::erase_if(commit.put_nodes, [&](const auto&) { return random() % 3 == 0; });
  std::erase_if(commit.put_edges, [&](const auto&) { return random() % 3 == 0; });
  if (random() % 4 == 0) commit.record.request_id = fmt::format("{:08x}", random());
  return commit;
}

TEST_P(StoreConformanceTest, RandomCommitsMatchANaiveStore) {
  for (const uint32_t seed : {20241, 20242, 20243}) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    std::mt19937 random(seed);
    const std::unique_ptr<GraphStore> store = MakeStore();
    NaiveStore naive;
    std::vector<std::pair<std::shared_ptr<const GraphSnapshot>, StoreContent>> history;
    for (int i = 0; i < 25; ++i) {
      const Commit commit = RandomCommit(random, *store);
      ASSERT_TRUE(store->Apply(commit).ok());
      naive.Apply(commit);
      history.emplace_back(store->Snapshot().value(), naive.Content());
      ASSERT_EQ(ReadAll(*history.back().first), history.back().second) << "commit " << i;
    }
    for (const auto& [snapshot, content] : history) EXPECT_EQ(ReadAll(*snapshot), content);
  }
}

}  // namespace
}  // namespace policygraph
