#include "loader/formats/docx_text.h"

#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "loader/formats/archive.h"
#include "loader/formats/decode_text.h"
#include "loader/formats/line_writer.h"

namespace policygraph::loader {
namespace {

// pugixml's tree takes up to sixteen times the size of the XML.
constexpr size_t kMaxXmlBytes = 16 << 20;

absl::Status Unreadable(std::string_view name, std::string_view why) {
  return MakeError(ErrorReason::kUnreadableFile, fmt::format("{}: {}", name, why),
                   {{"format", "docx"}});
}

absl::StatusOr<std::string> ReadBody(std::string_view name, std::string_view zip) {
  ASSIGN_OR_RETURN(ArchiveReader archive, ArchiveReader::OpenBytes(std::string(name), zip));
  while (true) {
    ASSIGN_OR_RETURN(const std::optional<ArchiveReader::File> file, archive.Next());
    if (!file.has_value()) {
      return Unreadable(name, "an archive and no Word document; load the files in it one by one");
    }
    if (IsDocxBody(file->path)) return archive.Read(kMaxXmlBytes);
  }
}

// The name without its namespace (w:p -> p).
std::string_view LocalName(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);
}

// Elements whose content is no text of the document, or a second copy of it.
bool IsLeftOut(std::string_view element) {
  return element == "del" || element == "moveFrom" || element == "Fallback" || element == "rt";
}

// Writes the text below a node, going through it without recursion: elements may stand in each
// other as deep as they like.
class DocxWalker final : public pugi::xml_tree_walker {
 public:
  explicit DocxWalker(LineWriter& writer) : writer_(writer) {}

  bool for_each(pugi::xml_node& node) override {
    if (left_out_below_ >= 0 && depth() > left_out_below_) return true;
    left_out_below_ = -1;
    const std::string_view element = LocalName(node);
    if (IsLeftOut(element)) {
      left_out_below_ = depth();
    } else if (element == "p" || element == "br" || element == "cr") {
      writer_.EndLine();
    } else if (element == "tab") {
      writer_.Add("\t");
    } else if (element == "noBreakHyphen") {
      writer_.Add("-");
    } else if (element == "t") {
      writer_.Add(node.child_value());
    }
    return !writer_.full();
  }

 private:
  LineWriter& writer_;
  int left_out_below_ = -1;  // depth of the element whose content is passed over
};

}  // namespace

bool IsDocxBody(std::string_view path) {
  return path.starts_with("word/document") && path.ends_with(".xml");
}

absl::StatusOr<std::string> DocxText(std::string_view name, std::string_view zip) {
  ASSIGN_OR_RETURN(std::string xml, ReadBody(name, zip));
  pugi::xml_document document;
  const auto parsed = document.load_buffer_inplace(xml.data(), xml.size(),
                                                   pugi::parse_default | pugi::parse_ws_pcdata);
  if (!parsed) {
    return Unreadable(name, fmt::format("its document is damaged at byte {}: {}; save it anew",
                                        parsed.offset, parsed.description()));
  }
  LineWriter writer;
  DocxWalker walker(writer);
  document.traverse(walker);
  // Checks what XML may hold in spite of its rules: broken UTF-8, and nothing at all.
  return DecodeText(name, std::move(writer).TakeText());
}

}  // namespace policygraph::loader
