#include "graph/model/vocabulary.h"

#include <set>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "policygraph/v1/vocabulary.pb.h"

namespace policygraph {
namespace {

using testing::HasSubstr;

// Name of a proto value without the prefix that its enumeration gives all of them.
std::string ShortName(const google::protobuf::EnumValueDescriptor& value,
                      const std::string& prefix) {
  EXPECT_TRUE(value.name().starts_with(prefix)) << value.name();
  return value.name().substr(prefix.size());
}

TEST(VocabularyTest, NodeKindsAreThoseOfTheProto) {
  const auto& descriptor = *v1::NodeKind_descriptor();
  ASSERT_EQ(descriptor.value_count(), kNodeKindEnd);
  for (int number = 0; number < kNodeKindEnd; ++number) {
    const auto* value = descriptor.FindValueByNumber(number);
    ASSERT_NE(value, nullptr) << number;
    EXPECT_EQ(ShortName(*value, "NODE_KIND_"), NodeKindName(static_cast<NodeKind>(number)));
  }
}

TEST(VocabularyTest, EdgeKindsAreThoseOfTheProto) {
  const auto& descriptor = *v1::EdgeKind_descriptor();
  ASSERT_EQ(descriptor.value_count(), kEdgeKindEnd);
  for (int number = 0; number < kEdgeKindEnd; ++number) {
    const auto* value = descriptor.FindValueByNumber(number);
    ASSERT_NE(value, nullptr) << number;
    EXPECT_EQ(ShortName(*value, "EDGE_KIND_"), EdgeKindName(static_cast<EdgeKind>(number)));
  }
}

// An enumeration without names of its own: its numbers in order, as the proto's values are.
template <typename Enum>
void ExpectNumbersOf(const google::protobuf::EnumDescriptor& descriptor,
                     std::initializer_list<std::pair<Enum, const char*>> values) {
  EXPECT_EQ(static_cast<size_t>(descriptor.value_count()), values.size()) << descriptor.name();
  for (const auto& [number, name] : values) {
    const auto* value = descriptor.FindValueByName(name);
    ASSERT_NE(value, nullptr) << name;
    EXPECT_EQ(value->number(), static_cast<int>(number)) << name;
  }
}

TEST(VocabularyTest, OtherNumbersAreThoseOfTheProto) {
  ExpectNumbersOf<Stage>(*v1::Stage_descriptor(), {{Stage::kUnspecified, "STAGE_UNSPECIFIED"},
                                                   {Stage::kPlanned, "STAGE_PLANNED"},
                                                   {Stage::kStarted, "STAGE_STARTED"},
                                                   {Stage::kUnderWay, "STAGE_UNDER_WAY"},
                                                   {Stage::kCompleted, "STAGE_COMPLETED"},
                                                   {Stage::kInOperation, "STAGE_IN_OPERATION"}});
  ExpectNumbersOf<Basis>(*v1::Basis_descriptor(), {{Basis::kUnspecified, "BASIS_UNSPECIFIED"},
                                                   {Basis::kLevel, "BASIS_LEVEL"},
                                                   {Basis::kIncrement, "BASIS_INCREMENT"},
                                                   {Basis::kGrowth, "BASIS_GROWTH"},
                                                   {Basis::kShare, "BASIS_SHARE"},
                                                   {Basis::kRank, "BASIS_RANK"}});
  ExpectNumbersOf<Period>(*v1::Period_descriptor(),
                          {{Period::kYear, "PERIOD_UNSPECIFIED"},
                           {Period::kSeveralYears, "PERIOD_SEVERAL_YEARS"},
                           {Period::kToDate, "PERIOD_TO_DATE"}});
  ExpectNumbersOf<Comparator>(*v1::Comparator_descriptor(),
                              {{Comparator::kUnspecified, "COMPARATOR_UNSPECIFIED"},
                               {Comparator::kExactly, "COMPARATOR_EXACTLY"},
                               {Comparator::kAbout, "COMPARATOR_ABOUT"},
                               {Comparator::kAtLeast, "COMPARATOR_AT_LEAST"},
                               {Comparator::kMoreThan, "COMPARATOR_MORE_THAN"},
                               {Comparator::kAtMost, "COMPARATOR_AT_MOST"},
                               {Comparator::kLessThan, "COMPARATOR_LESS_THAN"},
                               {Comparator::kBetween, "COMPARATOR_BETWEEN"}});
  ExpectNumbersOf<Strength>(*v1::Strength_descriptor(),
                            {{Strength::kUnspecified, "STRENGTH_UNSPECIFIED"},
                             {Strength::kAspired, "STRENGTH_ASPIRED"},
                             {Strength::kExpected, "STRENGTH_EXPECTED"},
                             {Strength::kBinding, "STRENGTH_BINDING"},
                             {Strength::kWaived, "STRENGTH_WAIVED"}});
  ExpectNumbersOf<BetterDirection>(*v1::BetterDirection_descriptor(),
                                   {{BetterDirection::kUnspecified, "BETTER_DIRECTION_UNSPECIFIED"},
                                    {BetterDirection::kUp, "BETTER_DIRECTION_UP"},
                                    {BetterDirection::kDown, "BETTER_DIRECTION_DOWN"}});
  ExpectNumbersOf<ReportPart>(*v1::ReportPart_descriptor(),
                              {{ReportPart::kOther, "REPORT_PART_UNSPECIFIED"},
                               {ReportPart::kReview, "REPORT_PART_REVIEW"},
                               {ReportPart::kPlan, "REPORT_PART_PLAN"}});
  ExpectNumbersOf<DivisionLevel>(*v1::DivisionLevel_descriptor(),
                                 {{DivisionLevel::kNone, "DIVISION_LEVEL_UNSPECIFIED"},
                                  {DivisionLevel::kNational, "DIVISION_LEVEL_NATIONAL"},
                                  {DivisionLevel::kProvince, "DIVISION_LEVEL_PROVINCE"},
                                  {DivisionLevel::kPrefecture, "DIVISION_LEVEL_PREFECTURE"},
                                  {DivisionLevel::kCounty, "DIVISION_LEVEL_COUNTY"},
                                  {DivisionLevel::kTown, "DIVISION_LEVEL_TOWN"}});
}

TEST(VocabularyTest, KindsAreFoundByNameAndNumber) {
  for (int number = 1; number < kNodeKindEnd; ++number) {
    const auto kind = static_cast<NodeKind>(number);
    EXPECT_EQ(NodeKindFromNumber(number), kind);
    EXPECT_EQ(NodeKindFromName(NodeKindName(kind)), kind);
  }
  for (int number = 1; number < kEdgeKindEnd; ++number) {
    const auto kind = static_cast<EdgeKind>(number);
    EXPECT_EQ(EdgeKindFromNumber(number), kind);
    EXPECT_EQ(EdgeKindFromName(EdgeKindName(kind)), kind);
  }
  for (const int number : {-1, 0, 255}) {
    EXPECT_EQ(NodeKindFromNumber(number), std::nullopt) << number;
    EXPECT_EQ(EdgeKindFromNumber(number), std::nullopt) << number;
  }
  for (const char* name : {"", "UNSPECIFIED", "project", "PROJECTS"}) {
    EXPECT_EQ(NodeKindFromName(name), std::nullopt) << name;
    EXPECT_EQ(EdgeKindFromName(name), std::nullopt) << name;
  }
}

TEST(VocabularyTest, EdgesJoinWhatTheVocabularySaysAndNothingElse) {
  using enum NodeKind;
  const std::pair<EdgeKind, std::set<std::pair<NodeKind, NodeKind>>> cases[] = {
      {EdgeKind::kTargets, {{kCommitment, kIndicator}}},
      {EdgeKind::kFulfils, {{kOutcome, kCommitment}}},
      {EdgeKind::kAdvances, {{kCommitment, kProject}, {kOutcome, kProject}}},
      {EdgeKind::kPartOf,
       {{kStrategy, kStrategy},
        {kProject, kProject},
        {kStatement, kReport},
        {kCounty, kRegion},
        {kRegion, kRegion}}},
      {EdgeKind::kResponsibleFor,
       {{kAgency, kProject},
        {kAgency, kCommitment},
        {kAgency, kOutcome},
        {kCounty, kProject},
        {kCounty, kCommitment},
        {kCounty, kOutcome}}},
  };
  for (const auto& [edge, allowed] : cases) {
    for (int source = 1; source < kNodeKindEnd; ++source) {
      for (int target = 1; target < kNodeKindEnd; ++target) {
        const auto from = static_cast<NodeKind>(source), to = static_cast<NodeKind>(target);
        EXPECT_EQ(EdgeAllowed(from, edge, to), allowed.contains({from, to}))
            << NodeKindName(from) << " " << EdgeKindName(edge) << " " << NodeKindName(to);
      }
    }
  }
}

TEST(VocabularyTest, RefusedEdgeIsNamedWithWhatItMayJoinInstead) {
  EXPECT_TRUE(CheckEdge(NodeKind::kProject, EdgeKind::kSupports, NodeKind::kStrategy).ok());
  const absl::Status status = CheckEdge(NodeKind::kProject, EdgeKind::kPartOf, NodeKind::kStrategy);
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_EQ(status.message(),
            "an edge PROJECT PART_OF STRATEGY is not in the vocabulary; allowed: STRATEGY -> "
            "STRATEGY; PROJECT -> PROJECT; STATEMENT -> REPORT; COUNTY|REGION -> REGION");
}

}  // namespace
}  // namespace policygraph
