#include "graph/store/record_codec.h"

#include <string>

#include "gtest/gtest.h"

namespace policygraph {
namespace {

TEST(RecordCodecTest, ReportsAndCommitsComeBackToTheNanosecond) {
  const absl::Time time = absl::FromUnixNanos(1'700'000'000'123'456'789);
  const Report report{.name = "deyang-2024",
                      .details = {"标题", "德阳市", "510600", 2024, "ab", 9},
                      .characters = 9,
                      .statements = 2,
                      .sections = {{"一、回顾", 1, ReportPart::kReview, {0, 5}},
                                   {"二、安排", 2, ReportPart::kPlan, {5, 9}}},
                      .text = std::string("回顾\0安排", 13)};
  RecordDecoder decoder;
  StoredReport stored;
  ASSERT_TRUE(decoder.DecodeReport(EncodeReport(report, Revision{UINT64_MAX}, time), stored));
  EXPECT_TRUE(stored.report.text.empty());
  ASSERT_TRUE(decoder.DecodeText(EncodeText(report), stored.report));
  EXPECT_EQ(stored, (StoredReport{report, Revision{UINT64_MAX}, time}));

  const CommitRecord record{.time = time,
                            .author = "审计员",
                            .note = "load deyang-2024",
                            .report = "deyang-2024",
                            .request_id = "\xFF not UTF-8",
                            .request_digest = "digest"};
  CommitRecord decoded;
  ASSERT_TRUE(decoder.DecodeCommit(EncodeCommit(record), decoded));
  EXPECT_EQ(decoded, record);
}

TEST(RecordCodecTest, RefusesNumbersOutsideTheVocabulary) {
  RecordDecoder decoder;
  Report report;
  const Report wrong{.sections = {{.part = static_cast<ReportPart>(3)}}};
  EXPECT_FALSE(decoder.DecodeText(EncodeText(wrong), report));
}

}  // namespace
}  // namespace policygraph
