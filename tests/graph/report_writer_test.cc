#include "graph/store/report_writer.h"

#include <algorithm>
#include <map>
#include <set>
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
using testing::Pair;
using testing::UnorderedElementsAre;

class ReportWriterTest : public BackEndTest {};
INSTANTIATE_FOR_ALL_BACK_ENDS(ReportWriterTest);

GraphDelta SomeDelta(uint32_t seed, const std::string& report) {
  std::mt19937 random(seed);
  return RandomDelta(random, report, 10);
}

ErrorReason ReasonOf(const absl::Status& status) {
  return GetErrorInfo(status).value_or(ErrorInfo()).reason;
}

TEST_P(ReportWriterTest, FirstLoadCreatesTheReportInOneCommit) {
  const GraphDelta delta = SomeDelta(1, "a-2024");
  const WriteOutcome outcome = WriteReport(*store_, delta, {.author = "审计员"}).value();
  EXPECT_EQ(outcome.effect, WriteEffect::kCreated);
  EXPECT_EQ(outcome.revision, Revision{1});
  const StoreContent content = ReadAll(*store_);
  EXPECT_EQ(content.nodes, delta.nodes);
  EXPECT_EQ(content.edges, delta.edges);
  ASSERT_EQ(content.reports.size(), 1u);
  EXPECT_EQ(content.reports[0].report, delta.report);
  ASSERT_EQ(content.commits.size(), 1u);
  EXPECT_EQ(content.commits[0].author, "审计员");
  EXPECT_EQ(content.commits[0].note, "load a-2024");
  EXPECT_EQ(content.commits[0].report, "a-2024");
  EXPECT_EQ(content.commits[0].time, content.reports[0].load_time);
}

TEST_P(ReportWriterTest, LoadingTwiceChangesNothing) {
  const GraphDelta delta = SomeDelta(1, "a-2024");
  ASSERT_TRUE(WriteReport(*store_, delta, {}).ok());
  const StoreContent before = ReadAll(*store_);
  const WriteOutcome outcome = WriteReport(*store_, delta, {}).value();
  EXPECT_EQ(outcome.effect, WriteEffect::kUnchanged);
  EXPECT_EQ(outcome.revision, Revision{1});
  EXPECT_EQ(ReadAll(*store_), before);
}

TEST_P(ReportWriterTest, ReplacingLeavesExactlyTheNewDelta) {
  const std::unique_ptr<GraphStore> fresh = MakeStore();
  const GraphDelta other = SomeDelta(3, "b-2024");
  for (GraphStore* store : {store_.get(), fresh.get()}) {
    ASSERT_TRUE(WriteReport(*store, other, {}).ok());
  }
  ASSERT_TRUE(WriteReport(*store_, SomeDelta(1, "a-2024"), {}).ok());
  const GraphDelta corrected = SomeDelta(2, "a-2024");
  EXPECT_EQ(WriteReport(*store_, corrected, {}).value().effect, WriteEffect::kReplaced);
  EXPECT_EQ(WriteReport(*fresh, corrected, {}).value().effect, WriteEffect::kCreated);
  EXPECT_EQ(WithoutHistory(ReadAll(*store_)), WithoutHistory(ReadAll(*fresh)));
  EXPECT_EQ(ReadAll(*store_).commits.back().note, "replace a-2024");
}

TEST_P(ReportWriterTest, ACorrectedTextWithTheSameFactsIsAReplacement) {
  GraphDelta delta = SomeDelta(1, "a-2024");
  ASSERT_TRUE(WriteReport(*store_, delta, {}).ok());
  delta.report.text += "（修订）";
  EXPECT_EQ(WriteReport(*store_, delta, {}).value().effect, WriteEffect::kReplaced);
  EXPECT_EQ(ReadAll(*store_).reports[0].report.text, delta.report.text);
}

TEST_P(ReportWriterTest, ValidatingWritesNothing) {
  const GraphDelta delta = SomeDelta(1, "a-2024");
  const WriteOutcome outcome = WriteReport(*store_, delta, {.validate_only = true}).value();
  EXPECT_EQ(outcome.effect, WriteEffect::kValidated);
  EXPECT_EQ(outcome.revision, Revision{0});
  EXPECT_EQ(ReadAll(*store_), StoreContent());
}

TEST_P(ReportWriterTest, RefusesADeltaThatIsNotSoundAndWritesNothing) {
  GraphDelta delta = SomeDelta(1, "a-2024");
  delta.nodes.erase(delta.nodes.begin());
  const absl::Status refused = WriteReport(*store_, delta, {}).status();
  EXPECT_TRUE(absl::IsInvalidArgument(refused)) << refused;
  EXPECT_EQ(ReadAll(*store_), StoreContent());
}

TEST_P(ReportWriterTest, ARepeatedRequestAnswersAsThen) {
  const GraphDelta first = SomeDelta(1, "a-2024"), second = SomeDelta(2, "a-2024");
  ASSERT_TRUE(WriteReport(*store_, first, {.request_id = "one"}).ok());
  ASSERT_TRUE(WriteReport(*store_, second, {.request_id = "two"}).ok());
  const StoreContent before = ReadAll(*store_);

  const WriteOutcome created = WriteReport(*store_, first, {.request_id = "one"}).value();
  EXPECT_EQ(created.effect, WriteEffect::kCreated);
  EXPECT_EQ(created.revision, Revision{1});
  const WriteOutcome replaced = WriteReport(*store_, second, {.request_id = "two"}).value();
  EXPECT_EQ(replaced.effect, WriteEffect::kReplaced);
  EXPECT_EQ(replaced.revision, Revision{2});
  EXPECT_EQ(ReadAll(*store_), before);
}

TEST_P(ReportWriterTest, ARequestIdIsNotForTwoRequests) {
  const GraphDelta delta = SomeDelta(1, "a-2024");
  ASSERT_TRUE(WriteReport(*store_, delta, {.request_id = "one"}).ok());
  const StoreContent before = ReadAll(*store_);
  for (const absl::Status& refused :
       {WriteReport(*store_, SomeDelta(2, "a-2024"), {.request_id = "one"}).status(),
        WriteReport(*store_, SomeDelta(1, "b-2024"), {.request_id = "one"}).status(),
        RetractReport(*store_, "a-2024", {.request_id = "one"}).status()}) {
    EXPECT_TRUE(absl::IsAlreadyExists(refused)) << refused;
    EXPECT_EQ(ReasonOf(refused), ErrorReason::kRequestIdReused);
  }
  EXPECT_EQ(ReadAll(*store_), before);
}

TEST_P(ReportWriterTest, RetractingTheOnlyReportLeavesAnEmptyGraph) {
  const GraphDelta delta = SomeDelta(1, "a-2024");
  ASSERT_TRUE(WriteReport(*store_, delta, {}).ok());
  const RetractOutcome outcome = RetractReport(*store_, "a-2024", {}).value();
  EXPECT_EQ(outcome.revision, Revision{2});
  EXPECT_EQ(outcome.before->revision(), Revision{1});
  EXPECT_EQ(WithoutHistory(ReadAll(*store_)), StoreContent());
  EXPECT_EQ(ReadAll(*store_).commits.back().note, "retract a-2024");
}

TEST_P(ReportWriterTest, RetractingAnUnknownReportIsNotFound) {
  const absl::Status status = RetractReport(*store_, "a-2024", {}).status();
  EXPECT_TRUE(absl::IsNotFound(status)) << status;
  EXPECT_EQ(ReasonOf(status), ErrorReason::kReportNotFound);
  EXPECT_EQ(ReadAll(*store_), StoreContent());
}

TEST_P(ReportWriterTest, ARepeatedRetractionAnswersTheRevisionOfThen) {
  ASSERT_TRUE(WriteReport(*store_, SomeDelta(1, "a-2024"), {}).ok());
  ASSERT_TRUE(RetractReport(*store_, "a-2024", {.request_id = "one"}).ok());
  ASSERT_TRUE(WriteReport(*store_, SomeDelta(1, "b-2024"), {}).ok());
  const RetractOutcome outcome = RetractReport(*store_, "a-2024", {.request_id = "one"}).value();
  EXPECT_EQ(outcome.revision, Revision{2});
  EXPECT_EQ(outcome.before, nullptr);
  EXPECT_TRUE(absl::IsNotFound(RetractReport(*store_, "a-2024", {}).status()));
}

TEST_P(ReportWriterTest, ValidatingARetractionWritesNothing) {
  ASSERT_TRUE(WriteReport(*store_, SomeDelta(1, "a-2024"), {}).ok());
  const StoreContent before = ReadAll(*store_);
  const RetractOutcome checked = RetractReport(*store_, "a-2024", {.validate_only = true}).value();
  EXPECT_EQ(checked.revision, Revision{1});
  EXPECT_EQ(ReadAll(*store_), before);
}

// Which reports assert which elements, kept the naive way.
struct Oracle {
  std::map<std::string, GraphDelta> loaded;

  std::map<NodeId, NodeKind> Nodes() const {
    std::map<NodeId, NodeKind> nodes;
    for (const auto& [name, delta] : loaded) {
      for (const NodeAssertion& node : delta.nodes) nodes[node.node.id] = node.node.kind;
    }
    return nodes;
  }

  std::set<EdgeKey> Edges() const {
    std::set<EdgeKey> edges;
    for (const auto& [name, delta] : loaded) {
      for (const EdgeAssertion& edge : delta.edges) edges.insert(edge.key);
    }
    return edges;
  }
};

TEST_P(ReportWriterTest, RandomLoadsAndRetractionsMatchANaiveOracle) {
  constexpr uint32_t kSeed = 20240;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  std::mt19937 random(kSeed);
  Oracle oracle;
  for (int i = 0; i < 40; ++i) {
    SCOPED_TRACE(fmt::format("step {}", i));
    const std::string report = fmt::format("{}-2024", random() % 4);
    if (random() % 3 == 0 && oracle.loaded.contains(report)) {
      oracle.loaded.erase(report);
      ASSERT_TRUE(RetractReport(*store_, report, {}).ok());
    } else {
      const GraphDelta delta = RandomDelta(random, report, 1 + static_cast<int>(random() % 12));
      ASSERT_TRUE(WriteReport(*store_, delta, {}).ok());
      oracle.loaded[report] = delta;
    }
    const auto snapshot = store_->Snapshot().value();
    for (const auto& [name, delta] : oracle.loaded) {
      ASSERT_EQ(snapshot->AssertionsOfReport(delta.report.id()).value(),
                (ReportAssertions{delta.nodes, delta.edges}));
    }
    std::map<NodeId, NodeKind> nodes;
    std::set<EdgeKey> edges;
    const StoreContent content = ReadAll(*snapshot);
    for (const NodeAssertion& node : content.nodes) nodes[node.node.id] = node.node.kind;
    for (const EdgeAssertion& edge : content.edges) edges.insert(edge.key);
    ASSERT_EQ(nodes, oracle.Nodes());
    ASSERT_EQ(edges, oracle.Edges());
  }
}

// A store into which another writer commits just before each of the first `races` commits.
class RacingStore final : public GraphStore {
 public:
  RacingStore(GraphStore& store, int races) : store_(store), races_(races) {}

  absl::StatusOr<std::shared_ptr<const GraphSnapshot>> Snapshot() const override {
    return store_.Snapshot();
  }

  absl::StatusOr<Revision> Apply(const Commit& commit) override {
    ++applied_;
    if (races_-- > 0) {
      Commit other = before_;
      other.expected = store_.Snapshot().value()->revision();
      EXPECT_TRUE(store_.Apply(other).ok());
    }
    return store_.Apply(commit);
  }

  absl::Status MakeDurable() override { return store_.MakeDurable(); }

  // Commits that were tried, without those of the other writer.
  int applied() const { return applied_; }

  // What the other writer commits.
  Commit before_;

 private:
  GraphStore& store_;
  int races_;
  int applied_ = 0;
};

TEST_P(ReportWriterTest, RetractsAgainWhenAnotherWriterComesBetween) {
  ASSERT_TRUE(WriteReport(*store_, SomeDelta(1, "a-2024"), {}).ok());
  RacingStore racing(*store_, 3);
  EXPECT_EQ(RetractReport(racing, "a-2024", {}).value().revision, Revision{5});
}

TEST_P(ReportWriterTest, LoadsOfOtherReportsAreNotInTheWayOfALoad) {
  const GraphDelta other = SomeDelta(2, "b-2024"), delta = SomeDelta(1, "a-2024");
  RacingStore racing(*store_, 1);
  racing.before_ = {.put_nodes = other.nodes, .put_edges = other.edges, .put_report = other.report};
  EXPECT_EQ(WriteReport(racing, delta, {}).value().revision, Revision{2});
  EXPECT_EQ(racing.applied(), 1);
  for (const GraphDelta* loaded : {&delta, &other}) {
    EXPECT_EQ(store_->Snapshot().value()->AssertionsOfReport(loaded->report.id()).value(),
              (ReportAssertions{loaded->nodes, loaded->edges}));
  }
}

TEST_P(ReportWriterTest, TellsTheDifferenceAnewWhenTheReportItselfChangedBetween) {
  const GraphDelta others = SomeDelta(2, "a-2024");
  RacingStore racing(*store_, 1);
  racing.before_ = {
      .put_nodes = others.nodes, .put_edges = others.edges, .put_report = others.report};
  const GraphDelta delta = SomeDelta(1, "a-2024");
  EXPECT_EQ(WriteReport(racing, delta, {}).value().effect, WriteEffect::kReplaced);
  EXPECT_EQ(store_->Snapshot().value()->AssertionsOfReport(delta.report.id()).value(),
            (ReportAssertions{delta.nodes, delta.edges}));
}

TEST_P(ReportWriterTest, GivesUpAfterAFewAttemptsAndWritesNothing) {
  ASSERT_TRUE(WriteReport(*store_, SomeDelta(1, "a-2024"), {}).ok());
  const StoreContent before = WithoutHistory(ReadAll(*store_));
  RacingStore racing(*store_, 1000);
  racing.before_.put_report = SomeDelta(1, "a-2024").report;
  for (const absl::Status& status : {WriteReport(racing, SomeDelta(2, "a-2024"), {}).status(),
                                     RetractReport(racing, "a-2024", {}).status()}) {
    EXPECT_TRUE(absl::IsAborted(status)) << status;
    EXPECT_EQ(ReasonOf(status), ErrorReason::kConcurrentChange);
  }
  EXPECT_EQ(WithoutHistory(ReadAll(*store_)), before);
}

TEST_P(ReportWriterTest, TheSameRequestFromManyThreadsIsDoneOnce) {
  const GraphDelta delta = SomeDelta(1, "a-2024");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const WriteOutcome outcome = WriteReport(*store_, delta, {.request_id = "one"}).value();
      EXPECT_EQ(outcome.effect, WriteEffect::kCreated);
      EXPECT_EQ(outcome.revision, Revision{1});
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ReadAll(*store_).commits.size(), 1u);
}

}  // namespace
}  // namespace policygraph
