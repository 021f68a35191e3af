#include "loader/formats/pdf_text.h"

#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "loader/formats/child_process.h"
#include "loader/formats/decode_text.h"
#include "loader/formats/pdf_pages.h"
#include "loader/formats/read_text.h"
#include "loader/formats/white_space.h"

namespace policygraph::loader {
namespace {

constexpr char kProgram[] = "pdftotext";
constexpr int kMaxPages = 1000;
const ProcessLimits kLimits = {absl::Seconds(20), size_t{1} << 30, kMaxTextBytes};

absl::Status Unreadable(std::string_view name, std::string_view why) {
  return MakeError(ErrorReason::kUnreadableFile, fmt::format("{}: {}", name, why),
                   {{"format", "pdf"}});
}

absl::Status CheckEnd(std::string_view name, const ProcessResult& result) {
  using End = ProcessResult::End;
  switch (result.end) {
    case End::kOutOfTime:
      return Unreadable(name, fmt::format("its text was not read within {}; save it as .txt",
                                          absl::FormatDuration(kLimits.time)));
    case End::kTooMuchOutput:
      return MakeError(
          ErrorReason::kTextTooLarge,
          fmt::format("{}: its text is above the limit of {} bytes; load one report at a time",
                      name, kMaxTextBytes),
          {{"limit", std::to_string(kMaxTextBytes)}});
    case End::kKilled:
      return Unreadable(name, "pdftotext broke down on it; save it as .txt");
    case End::kExited:
      break;
  }
  if (result.messages.find("Incorrect password") != std::string::npos) {
    return Unreadable(name, "the PDF is encrypted; save it without a password");
  }
  if (result.exit_code != 0) return Unreadable(name, "the PDF is damaged; save it anew");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> PdfText(std::string_view name, std::string_view pdf) {
  const std::optional<std::string> program = FindProgram(kProgram);
  if (!program.has_value()) {
    return MakeError(ErrorReason::kReaderMissing,
                     fmt::format("{}: a PDF is read by the program {}, which is not installed; "
                                 "install poppler-utils, or save the report as .txt",
                                 name, kProgram),
                     {{"program", kProgram}});
  }
  ASSIGN_OR_RETURN(const ProcessResult result,
                   RunProgram(*program,
                              {"-layout", "-enc", "UTF-8", "-eol", "unix", "-l",
                               std::to_string(kMaxPages), "-", "-"},
                              pdf, kLimits));
  RETURN_IF_ERROR(CheckEnd(name, result));
  std::string text = TextOfPages(result.output);
  if (IsBlank(text)) {
    return Unreadable(name, "the PDF has no text layer, only images; run a text recognition first");
  }
  return DecodeText(name, text);
}

}  // namespace policygraph::loader
