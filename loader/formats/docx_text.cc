#include "loader/formats/docx_text.h"

#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "loader/formats/archive.h"
#include "loader/formats/decode_text.h"
#include "loader/formats/docx_numbering.h"
#include "loader/formats/docx_xml.h"
#include "loader/formats/line_writer.h"

namespace policygraph::loader {
namespace {

// pugixml's tree takes up to sixteen times the size of the XML.
constexpr size_t kMaxXmlBytes = 16 << 20;
constexpr size_t kMaxDefinitionBytes = 4 << 20;

constexpr std::string_view kNumbering = "word/numbering.xml";
constexpr std::string_view kStyles = "word/styles.xml";

absl::Status Unreadable(std::string_view name, std::string_view why) {
  return MakeError(ErrorReason::kUnreadableFile, fmt::format("{}: {}", name, why),
                   {{"format", "docx"}});
}

// The files in the archive that make up the text.
struct Parts {
  std::optional<std::string> body;
  std::string numbering;  // empty when the document has none
  std::string styles;
};

absl::StatusOr<Parts> ReadParts(std::string_view name, std::string_view zip) {
  ASSIGN_OR_RETURN(ArchiveReader archive, ArchiveReader::OpenBytes(std::string(name), zip));
  Parts parts;
  while (true) {
    const auto file = archive.Next();
    // What is damaged beside the body is done without.
    if (!file.ok() && !parts.body.has_value()) return file.status();
    if (!file.ok() || !file->has_value()) break;
    const std::string& path = (*file)->path;
    if (!parts.body.has_value() && IsDocxBody(path)) {
      ASSIGN_OR_RETURN(parts.body, archive.Read(kMaxXmlBytes));
    } else if (path == kNumbering) {
      parts.numbering = archive.Read(kMaxDefinitionBytes).value_or("");
    } else if (path == kStyles) {
      parts.styles = archive.Read(kMaxDefinitionBytes).value_or("");
    }
  }
  if (parts.body.has_value()) return parts;
  return Unreadable(name, "an archive and no Word document; load the files in it one by one");
}

// Elements whose content is no text of the document, or a second copy of it.
bool IsLeftOut(std::string_view element) {
  return element == "del" || element == "moveFrom" || element == "Fallback" || element == "rt";
}

// Writes the text below a node, going through it without recursion: elements may stand in each
// other as deep as they like.
class DocxWalker final : public pugi::xml_tree_walker {
 public:
  DocxWalker(DocxNumbering& numbering, LineWriter& writer)
      : numbering_(numbering), writer_(writer) {}

  bool for_each(pugi::xml_node& node) override {
    if (left_out_below_ >= 0 && depth() > left_out_below_) return true;
    left_out_below_ = -1;
    const std::string_view element = LocalName(node);
    if (IsLeftOut(element)) {
      left_out_below_ = depth();
    } else if (element == "p") {
      writer_.EndLine();
      number_ = numbering_.NumberOf(node);
    } else if (element == "br" || element == "cr") {
      writer_.EndLine();
    } else if (element == "tab") {
      writer_.Add("\t");
    } else if (element == "noBreakHyphen") {
      writer_.Add("-");
    } else if (element == "t") {
      // A paragraph without words is no line, and its number is none either.
      writer_.Add(std::exchange(number_, ""));
      writer_.Add(node.child_value());
    }
    return !writer_.full();
  }

 private:
  DocxNumbering& numbering_;
  LineWriter& writer_;
  std::string number_;       // of the paragraph, until its first words
  int left_out_below_ = -1;  // depth of the element whose content is passed over
};

}  // namespace

bool IsDocxBody(std::string_view path) {
  return path.starts_with("word/document") && path.ends_with(".xml");
}

absl::StatusOr<std::string> DocxText(std::string_view name, std::string_view zip) {
  ASSIGN_OR_RETURN(Parts parts, ReadParts(name, zip));
  std::string& xml = *parts.body;
  pugi::xml_document document;
  const auto parsed = document.load_buffer_inplace(xml.data(), xml.size(),
                                                   pugi::parse_default | pugi::parse_ws_pcdata);
  if (!parsed) {
    return Unreadable(name, fmt::format("its document is damaged at byte {}: {}; save it anew",
                                        parsed.offset, parsed.description()));
  }
  DocxNumbering numbering(std::move(parts.numbering), std::move(parts.styles));
  LineWriter writer;
  DocxWalker walker(numbering, writer);
  document.traverse(walker);
  // Checks what XML may hold in spite of its rules: broken UTF-8, and nothing at all.
  return DecodeText(name, std::move(writer).TakeText());
}

}  // namespace policygraph::loader
