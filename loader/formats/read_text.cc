#include "loader/formats/read_text.h"

#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "loader/formats/decode_text.h"
#include "loader/formats/docx_text.h"
#include "loader/formats/file_format.h"
#include "loader/formats/html_text.h"
#include "loader/formats/join_lines.h"
#include "loader/formats/pdf_text.h"

namespace policygraph::loader {
namespace {

absl::Status Unreadable(std::string_view name, std::string_view format, std::string_view why) {
  return MakeError(ErrorReason::kUnreadableFile, fmt::format("{}: {}", name, why),
                   {{"format", std::string(format)}});
}

absl::StatusOr<std::string> ReadTextOrHtml(std::string_view name, std::string_view bytes) {
  const std::string_view declared = LooksLikeHtml(bytes) ? DeclaredEncoding(bytes) : "";
  ASSIGN_OR_RETURN(std::string text, DecodeText(name, bytes, declared));
  if (LooksLikeHtml(text)) return HtmlText(name, text);
  return text;
}

absl::StatusOr<std::string> ReadFormat(std::string_view name, std::string_view bytes) {
  switch (DetectFormat(bytes)) {
    case FileFormat::kPdf:
      return PdfText(name, bytes);
    case FileFormat::kZip:
      return DocxText(name, bytes);
    case FileFormat::kTar:
      return Unreadable(name, "archive", "an archive; load the files in it one by one");
    case FileFormat::kOldWord:
      return Unreadable(name, "doc",
                        "a document of an old Word, or one with a password; save it as .docx "
                        "without a password");
    case FileFormat::kRichText:
      return Unreadable(name, "rtf", "a rich text document; save it as .docx or .txt");
    case FileFormat::kText:
      break;
  }
  return ReadTextOrHtml(name, bytes);
}

}  // namespace

absl::StatusOr<std::string> ReadText(std::string_view name, std::string_view bytes) {
  if (bytes.size() > kMaxFileBytes) {
    return MakeError(
        ErrorReason::kTextTooLarge,
        fmt::format("{}: {} bytes are above the limit of {}; load one report at a time", name,
                    bytes.size(), kMaxFileBytes),
        {{"bytes", std::to_string(bytes.size())}, {"limit", std::to_string(kMaxFileBytes)}});
  }
  ASSIGN_OR_RETURN(std::string text, ReadFormat(name, bytes));
  return JoinLines(std::move(text));
}

}  // namespace policygraph::loader
