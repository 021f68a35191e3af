// Judgements as every back end must keep them.

#include <vector>

#include "gmock/gmock.h"
#include "graph/model/judgement.h"
#include "graph/store/graph_store.h"
#include "graph/store/judgement_codec.h"
#include "gtest/gtest.h"
#include "tests/graph/back_ends.h"
#include "tests/graph/frozen_store.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class JudgementStoreTest : public BackEndTest {
 protected:
  // Commits a judgement and gives the revision.
  Revision Put(const Judgement& judgement) {
    Commit commit{.expected = store_->Snapshot().value()->revision()};
    commit.put_judgement = judgement;
    return store_->Apply(commit).value();
  }

  std::vector<Judgement> List() { return store_->Snapshot().value()->ListJudgements().value(); }
};

INSTANTIATE_FOR_ALL_BACK_ENDS(JudgementStoreTest);

TEST_P(JudgementStoreTest, KeepsEveryFieldOfEveryAction) {
  std::vector<Judgement> judgements = EveryJudgement();
  for (Judgement& judgement : judgements) judgement.revision = Put(judgement);
  EXPECT_EQ(List(), judgements);
}

TEST_P(JudgementStoreTest, UndoingReplacesTheJudgementAndKeepsItsRevision) {
  EXPECT_THAT(List(), IsEmpty());
  Judgement judgement = EveryJudgement()[0];
  judgement.revision = Put(judgement);
  const auto before = store_->Snapshot().value();
  Judgement undone = judgement;
  undone.undone = Undoing{{}, absl::FromUnixNanos(5), "李", "错了"};
  undone.undone->revision = Put(undone);
  EXPECT_EQ(judgement.revision, Revision{1});
  EXPECT_EQ(undone.undone->revision, Revision{2});
  EXPECT_THAT(List(), ElementsAre(undone));
  EXPECT_THAT(before->ListJudgements().value(), ElementsAre(judgement));
}

TEST_P(JudgementStoreTest, ListsByIdBeyondOneByte) {
  Judgement judgement = EveryJudgement()[0];
  std::vector<uint64_t> ids;
  for (const uint64_t id : {256, 1, 65536, 255}) {
    judgement.id = id;
    Put(judgement);
  }
  for (const Judgement& listed : List()) ids.push_back(listed.id);
  EXPECT_THAT(ids, ElementsAre(1, 255, 256, 65536));
}

TEST(JudgementCodecTest, RefusesWhatIsNoJudgement) {
  Judgement judgement;
  EXPECT_FALSE(DecodeJudgement("\xFF", judgement));
  EXPECT_FALSE(DecodeJudgement("", judgement)) << "no action";
  const std::string bytes = EncodeJudgement(EveryJudgement()[0]);
  ASSERT_TRUE(DecodeJudgement(bytes, judgement));
  // A node without the bytes of an id.
  Judgement other = EveryJudgement()[0];
  std::string damaged = EncodeJudgement(other);
  const std::string id(
      reinterpret_cast<const char*>(std::get<Rename>(other.action).node.id.bytes().data()),
      NodeId::kBytes);
  const size_t at = damaged.find(id);
  ASSERT_NE(at, std::string::npos);
  damaged[at - 1] = 15;
  EXPECT_FALSE(DecodeJudgement(damaged, judgement));
}

}  // namespace
}  // namespace policygraph
