#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "fmt/format.h"
#include "graph/store/memory_store.h"
#include "gtest/gtest.h"
#include "loader/rules/rule_files.h"
#include "service/load_report.h"
#include "tests/service/test_server.h"

namespace policygraph::service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Stub = v1::ReportService::Stub;

int CountOf(const v1::LoadReportResponse& response, v1::NodeKind kind) {
  for (const v1::NodeCount& count : response.nodes()) {
    if (count.kind() == kind) return count.count();
  }
  return 0;
}

// [start, end) of a UTF-8 text in code points.
std::string Slice(const std::string& text, int start, int end) {
  std::string slice;
  int index = -1;
  for (char byte : text) {
    if ((byte & 0xC0) != 0x80) ++index;
    if (index >= start && index < end) slice += byte;
  }
  return slice;
}

v1::GetReportRequest WholeReport(const std::string& name) {
  v1::GetReportRequest request;
  request.set_report(name);
  request.set_include_text(true);
  request.set_include_sections(true);
  request.set_include_statements(true);
  return request;
}

TEST(ReportServiceTest, LoadTellsWhatItReadAndGetReportReadsItBack) {
  TestServer server;
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("deyang-2024", 2024), SampleText(2024), &loaded),
              IsOk());
  EXPECT_EQ(loaded.effect(), v1::LOAD_EFFECT_CREATED);
  EXPECT_EQ(loaded.revision(), 1u);
  EXPECT_EQ(loaded.report().name(), "deyang-2024");
  EXPECT_EQ(loaded.report().year(), 2024);
  EXPECT_EQ(loaded.report().revision(), 1u);
  EXPECT_GT(loaded.report().load_time().seconds(), 0);
  EXPECT_EQ(CountOf(loaded, v1::NODE_KIND_REPORT), 1);
  EXPECT_EQ(CountOf(loaded, v1::NODE_KIND_STATEMENT), loaded.report().statements());
  EXPECT_GE(loaded.report().statements(), 10);

  v1::GetReportResponse read;
  ASSERT_THAT(Call(&Stub::GetReport, server.reports(), WholeReport("deyang-2024"), &read), IsOk());
  EXPECT_EQ(read.read_revision(), 1u);
  EXPECT_EQ(read.report().SerializeAsString(), loaded.report().SerializeAsString());
  EXPECT_EQ(read.text(), SampleText(2024));
  ASSERT_EQ(read.statements_size(), read.report().statements());
  for (int i = 0; i < read.statements_size(); ++i) {
    const v1::Statement& statement = read.statements(i);
    EXPECT_EQ(statement.index(), i);
    EXPECT_EQ(statement.text(), Slice(read.text(), statement.start(), statement.end()));
  }
  EXPECT_GT(read.sections_size(), 0);
}

TEST(ReportServiceTest, GetReportBringsOnlyWhatIsAskedFor) {
  TestServer server;
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("a", 2024), SampleText(2024), &loaded), IsOk());
  v1::GetReportRequest request;
  request.set_report("a");
  v1::GetReportResponse read;
  ASSERT_THAT(Call(&Stub::GetReport, server.reports(), request, &read), IsOk());
  EXPECT_EQ(read.text(), "");
  EXPECT_EQ(read.sections_size(), 0);
  EXPECT_EQ(read.statements_size(), 0);
}

TEST(ReportServiceTest, LoadEffectSaysWhatChanged) {
  TestServer server;
  v1::LoadOptions options = SampleOptions("a", 2024);
  v1::LoadReportResponse response;
  const auto load = [&](const std::string& text) {
    EXPECT_THAT(Load(server.reports(), options, text, &response), IsOk());
    return response.effect();
  };
  options.set_validate_only(true);
  EXPECT_EQ(load(SampleText(2024)), v1::LOAD_EFFECT_VALIDATED);
  EXPECT_EQ(response.revision(), 0u);
  EXPECT_FALSE(response.report().has_load_time());
  EXPECT_THAT(ReportNames(server.reports()), IsEmpty());

  options.set_validate_only(false);
  EXPECT_EQ(load(SampleText(2024)), v1::LOAD_EFFECT_CREATED);
  EXPECT_EQ(load(SampleText(2024)), v1::LOAD_EFFECT_UNCHANGED);
  EXPECT_EQ(response.revision(), 1u);
  EXPECT_EQ(load(SampleText(2024) + "完成投资30亿元。\n"), v1::LOAD_EFFECT_REPLACED);
  EXPECT_EQ(response.revision(), 2u);
  EXPECT_THAT(ReportNames(server.reports()), ElementsAre("a"));
}

TEST(ReportServiceTest, ChunksMayEndInsideACharacter) {
  TestServer server;
  v1::LoadReportResponse response;
  ASSERT_THAT(Load(server.reports(), SampleOptions("a", 2024), SampleText(2024), &response, 7),
              IsOk());
  v1::GetReportResponse read;
  ASSERT_THAT(Call(&Stub::GetReport, server.reports(), WholeReport("a"), &read), IsOk());
  EXPECT_EQ(read.text(), SampleText(2024));
}

TEST(ReportServiceTest, RequestIdMakesALoadSafeToRepeat) {
  TestServer server;
  v1::LoadOptions options = SampleOptions("a", 2024);
  options.set_request_id("7d1");
  v1::LoadReportResponse first, again, other;
  ASSERT_THAT(Load(server.reports(), options, SampleText(2024), &first), IsOk());
  ASSERT_THAT(Load(server.reports(), options, SampleText(2024), &again), IsOk());
  EXPECT_EQ(again.revision(), first.revision());
  const grpc::Status reused = Load(server.reports(), options, SampleText(2025), &other);
  EXPECT_THAT(reused, IsError(grpc::StatusCode::ALREADY_EXISTS, "REQUEST_ID_REUSED"));
  EXPECT_EQ(ErrorInfoOf(reused).metadata().at("request_id"), "7d1");
}

struct BadOptions {
  std::string field;
  void (*spoil)(v1::LoadOptions&);
};

TEST(ReportServiceTest, LoadRefusesOptionsOutOfBounds) {
  const BadOptions kCases[] = {
      {"options.report", [](v1::LoadOptions& o) { o.clear_report(); }},
      {"options.report", [](v1::LoadOptions& o) { o.set_report("a/b"); }},
      {"options.report", [](v1::LoadOptions& o) { o.set_report("德阳 2024"); }},
      {"options.report", [](v1::LoadOptions& o) { o.set_report(std::string(201, 'a')); }},
      {"options.year", [](v1::LoadOptions& o) { o.set_year(1948); }},
      {"options.year", [](v1::LoadOptions& o) { o.set_year(2101); }},
      {"options.year", [](v1::LoadOptions& o) { o.set_year(-1); }},
      {"options.request_id", [](v1::LoadOptions& o) { o.set_request_id(std::string(65, 'r')); }},
      {"options.author", [](v1::LoadOptions& o) { o.set_author(std::string(201, 'x')); }},
  };
  TestServer server;
  for (const BadOptions& bad : kCases) {
    v1::LoadOptions options = SampleOptions("a", 2024);
    bad.spoil(options);
    v1::LoadReportResponse response;
    EXPECT_THAT(Load(server.reports(), options, SampleText(2024), &response),
                IsInvalidField(bad.field))
        << options.ShortDebugString();
  }
  EXPECT_THAT(ReportNames(server.reports()), IsEmpty());
}

TEST(ReportServiceTest, NamesMayHaveLettersOfAnyScript) {
  TestServer server;
  for (const std::string& name :
       std::vector<std::string>{"德阳_2024.v1", "Zürich-2024", "रिपोर्ट", std::string(200, 'a')}) {
    v1::LoadOptions options = SampleOptions(name, 2024);
    options.set_validate_only(true);
    v1::LoadReportResponse response;
    EXPECT_THAT(Load(server.reports(), options, SampleText(2024), &response), IsOk()) << name;
  }
}

struct BadText {
  std::string reason;
  std::string text;
  bool with_place = true;
  bool with_year = true;
};

TEST(ReportServiceTest, LoadRefusesTextsThatCannotBeRead) {
  const BadText kCases[] = {
      {"EMPTY_TEXT", ""},
      {"EMPTY_TEXT", " \n\t\n"},
      {"BINARY_CONTENT", std::string("\x7f"
                                     "ELF\0\0\1",
                                     7)},
      {"INVALID_ENCODING", "政府工作报告\n\xff\xff\xff\xff"},
      {"NOT_A_REPORT", "昨天的比赛很精彩。观众离场时下起了雨。"},
      {"TEXT_TOO_LARGE", std::string((8 << 20) + 1, 'a')},
      {"PLACE_UNKNOWN",
       "政府工作报告\n一、2023年工作回顾\n新增企业140户。\n二、2024年工作安排\n新建农田20万亩。\n",
       false, true},
      {"YEAR_UNKNOWN",
       "政府工作报告\n一、过去一年工作回顾\n新增企业140户。\n二、今年工作安排\n新建农田20万亩。\n",
       true, false},
  };
  TestServer server;
  for (const BadText& bad : kCases) {
    v1::LoadOptions options = SampleOptions("upload", 2024);
    if (!bad.with_place) options.clear_place();
    if (!bad.with_year) options.clear_year();
    v1::LoadReportResponse response;
    EXPECT_THAT(Load(server.reports(), options, bad.text, &response),
                IsError(grpc::StatusCode::INVALID_ARGUMENT, bad.reason));
  }
  EXPECT_THAT(ReportNames(server.reports()), IsEmpty());
}

// Sends these messages and nothing else.
grpc::Status Upload(Stub& stub, const std::vector<v1::LoadReportRequest>& messages) {
  grpc::ClientContext context;
  v1::LoadReportResponse response;
  const auto writer = stub.LoadReport(&context, &response);
  for (const v1::LoadReportRequest& message : messages) {
    if (!writer->Write(message)) break;
  }
  writer->WritesDone();
  return writer->Finish();
}

TEST(ReportServiceTest, UploadsMustBeginWithOptionsAndGoOnInSmallChunks) {
  v1::LoadReportRequest options, chunk, large_chunk, nothing;
  *options.mutable_options() = SampleOptions("a", 2024);
  chunk.set_chunk("政府工作报告");
  large_chunk.set_chunk(std::string((1 << 20) + 1, 'a'));
  TestServer server;
  EXPECT_THAT(Upload(server.reports(), {}), IsInvalidField("options"));
  EXPECT_THAT(Upload(server.reports(), {chunk}), IsInvalidField("options"));
  EXPECT_THAT(Upload(server.reports(), {options, options}), IsInvalidField("options"));
  EXPECT_THAT(Upload(server.reports(), {nothing}), IsInvalidField("content"));
  EXPECT_THAT(Upload(server.reports(), {options, large_chunk}), IsInvalidField("chunk"));
  EXPECT_THAT(ReportNames(server.reports()), IsEmpty());
}

TEST(ReportServiceTest, AnUploadThatIsCancelledWritesNothing) {
  auto owned_store = std::make_unique<MemoryStore>();
  const MemoryStore& store = *owned_store;
  TestServer server(std::move(owned_store));
  grpc::ClientContext context;
  v1::LoadReportResponse response;
  const auto writer = server.reports().LoadReport(&context, &response);
  v1::LoadReportRequest message;
  *message.mutable_options() = SampleOptions("a", 2024);
  ASSERT_TRUE(writer->Write(message));
  message.set_chunk(SampleText(2024));
  ASSERT_TRUE(writer->Write(message));
  context.TryCancel();
  EXPECT_EQ(writer->Finish().error_code(), grpc::StatusCode::CANCELLED);
  server.server().Shutdown(absl::InfiniteDuration());  // once the server is done with the call too
  EXPECT_EQ(store.Snapshot().value()->revision(), Revision{0});
}

TEST(LoadReportTest, WritesNothingForACallerWhoHasGone) {
  const auto rules = loader::RuleSet::Compile(loader::BuiltinRuleFiles()).value();
  const LoadRequest request{
      .report = "a", .place = "德阳市", .year = 2024, .text = SampleText(2024)};
  const Caller kGone(absl::InfiniteFuture(), [] { return true; });
  const Caller kLate(absl::UnixEpoch(), [] { return false; });
  MemoryStore store;
  EXPECT_TRUE(absl::IsCancelled(LoadReport(store, *rules, request, kGone).status()));
  EXPECT_TRUE(absl::IsDeadlineExceeded(LoadReport(store, *rules, request, kLate).status()));
  EXPECT_EQ(store.Snapshot().value()->revision(), Revision{0});
}

TEST(ReportServiceTest, MissingReportsAreNotFound) {
  TestServer server;
  v1::GetReportRequest get;
  get.set_report("deyang-2025");
  v1::GetReportResponse got;
  const grpc::Status status = Call(&Stub::GetReport, server.reports(), get, &got);
  EXPECT_THAT(status, IsError(grpc::StatusCode::NOT_FOUND, "REPORT_NOT_FOUND"));
  EXPECT_EQ(ErrorInfoOf(status).metadata().at("report"), "deyang-2025");

  v1::RetractReportRequest retract;
  retract.set_report("deyang-2025");
  v1::RetractReportResponse retracted;
  EXPECT_THAT(Call(&Stub::RetractReport, server.reports(), retract, &retracted),
              IsError(grpc::StatusCode::NOT_FOUND, "REPORT_NOT_FOUND"));
  EXPECT_THAT(Call(&Stub::GetReport, server.reports(), {}, &got), IsInvalidField("report"));
  EXPECT_THAT(Call(&Stub::RetractReport, server.reports(), {}, &retracted),
              IsInvalidField("report"));
}

TEST(ReportServiceTest, ListReportsFiltersAndPages) {
  TestServer server;
  for (int year : {2022, 2023, 2024}) {
    v1::LoadReportResponse response;
    ASSERT_THAT(Load(server.reports(), SampleOptions(fmt::format("r{}", year), year),
                     SampleText(year), &response),
                IsOk());
  }
  v1::ListReportsRequest request;
  v1::ListReportsResponse response;
  request.set_year(2023);
  request.set_place("德阳市");
  ASSERT_THAT(Call(&Stub::ListReports, server.reports(), request, &response), IsOk());
  ASSERT_EQ(response.reports_size(), 1);
  EXPECT_EQ(response.reports(0).name(), "r2023");
  request.set_place("绵阳市");
  ASSERT_THAT(Call(&Stub::ListReports, server.reports(), request, &response), IsOk());
  EXPECT_EQ(response.reports_size(), 0);

  request.Clear();
  request.set_page_size(1);
  std::vector<std::string> names;
  do {
    ASSERT_THAT(Call(&Stub::ListReports, server.reports(), request, &response), IsOk());
    ASSERT_EQ(response.reports_size(), 1);
    names.push_back(response.reports(0).name());
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  EXPECT_THAT(names, ElementsAre("r2022", "r2023", "r2024"));

  request.Clear();
  request.set_filter("year >= 2023 AND place : 德阳");
  request.set_order_by("year desc");
  ASSERT_THAT(Call(&Stub::ListReports, server.reports(), request, &response), IsOk());
  ASSERT_EQ(response.reports_size(), 2);
  EXPECT_EQ(response.reports(0).name(), "r2024");
  request.set_filter("r2022");  // a word without a field
  ASSERT_THAT(Call(&Stub::ListReports, server.reports(), request, &response), IsOk());
  EXPECT_EQ(response.reports_size(), 1);
  request.set_filter("size > 3");
  EXPECT_THAT(Call(&Stub::ListReports, server.reports(), request, &response),
              IsInvalidField("filter"));

  request.Clear();
  request.set_page_size(1001);
  EXPECT_THAT(Call(&Stub::ListReports, server.reports(), request, &response),
              IsInvalidField("page_size"));
  request.Clear();
  request.set_page_token("x");
  EXPECT_THAT(Call(&Stub::ListReports, server.reports(), request, &response),
              IsError(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_PAGE_TOKEN"));
}

TEST(ReportServiceTest, ListReportsTellsProgressReportsApart) {
  TestServer server;
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("whole", 2024), SampleText(2024), &loaded), IsOk());
  EXPECT_EQ(loaded.report().through_month(), 0);
  const std::string text = "2024年前三季度经济社会发展情况\n新建学校3所。\n";
  ASSERT_THAT(Load(server.reports(), SampleOptions("part", 2024), text, &loaded), IsOk());
  v1::ListReportsRequest request;
  request.set_filter("through_month > 0");
  v1::ListReportsResponse response;
  ASSERT_THAT(Call(&Stub::ListReports, server.reports(), request, &response), IsOk());
  ASSERT_EQ(response.reports_size(), 1);
  EXPECT_EQ(response.reports(0).name(), "part");
  EXPECT_EQ(response.reports(0).through_month(), 9);
  request.set_filter("through_month = 0");
  ASSERT_THAT(Call(&Stub::ListReports, server.reports(), request, &response), IsOk());
  ASSERT_EQ(response.reports_size(), 1);
  EXPECT_EQ(response.reports(0).name(), "whole");
}

TEST(ReportServiceTest, RetractTakesOutWhatTheReportAloneSays) {
  TestServer server;
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("a", 2024), SampleText(2024), &loaded), IsOk());
  v1::RetractReportRequest request;
  request.set_report("a");
  request.set_validate_only(true);
  v1::RetractReportResponse checked, retracted;
  ASSERT_THAT(Call(&Stub::RetractReport, server.reports(), request, &checked), IsOk());
  EXPECT_THAT(ReportNames(server.reports()), ElementsAre("a"));

  request.set_validate_only(false);
  request.set_request_id("once");
  ASSERT_THAT(Call(&Stub::RetractReport, server.reports(), request, &retracted), IsOk());
  EXPECT_EQ(retracted.revision(), 2u);
  EXPECT_EQ(retracted.removed_nodes_size(), loaded.nodes_size());
  EXPECT_EQ(checked.removed_nodes_size(), retracted.removed_nodes_size());
  EXPECT_THAT(ReportNames(server.reports()), IsEmpty());

  v1::RetractReportResponse again;
  ASSERT_THAT(Call(&Stub::RetractReport, server.reports(), request, &again), IsOk());
  EXPECT_EQ(again.revision(), 2u);
}

}  // namespace
}  // namespace policygraph::service
