#include "tests/loader/sample_files.h"

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <memory>

#include "fmt/format.h"

namespace policygraph::loader {
namespace {

constexpr int kFontSize = 16;
constexpr int kLineHeight = 28;
constexpr int kMargin = 72;
constexpr int kTop = 760;

std::string MakeArchive(const std::vector<NamedContent>& files,
                        const std::function<void(archive*)>& set_format) {
  const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                       &archive_write_free);
  set_format(writer.get());
  size_t enough = 64 << 10;
  for (const auto& [path, content] : files) enough += path.size() + content.size() + 2048;
  std::vector<char> bytes(enough);
  size_t used = 0;
  archive_write_open_memory(writer.get(), bytes.data(), bytes.size(), &used);
  for (const auto& [path, content] : files) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    archive_entry_set_pathname(entry.get(), path.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_write_header(writer.get(), entry.get());
    archive_write_data(writer.get(), content.data(), content.size());
  }
  archive_write_close(writer.get());
  return std::string(bytes.data(), used);
}

// One entry for each high byte: a range may not cross from one to the next.
std::string ToUnicodeMap() {
  std::string map =
      "begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
  for (int high = 0; high < 256; ++high) {
    map += fmt::format("1 beginbfrange <{0:02X}00> <{0:02X}FF> <{0:02X}00> endbfrange\n", high);
  }
  return map + "endcmap";
}

std::string Stream(const std::string& content) {
  return fmt::format("<</Length {}>>stream\n{}\nendstream", content.size(), content);
}

std::string PageContent(const std::vector<PdfLine>& lines) {
  std::string content = fmt::format("BT /F {} Tf\n", kFontSize);
  int y = kTop;
  for (const PdfLine& line : lines) {
    std::string hex;
    for (const char16_t unit : line.words) hex += fmt::format("{:04X}", static_cast<int>(unit));
    content += fmt::format("1 0 0 1 {} {} Tm <{}> Tj\n", kMargin + line.indent * kFontSize, y, hex);
    y -= kLineHeight;
  }
  return content + "ET";
}

}  // namespace

std::string MakeZip(const std::vector<NamedContent>& files) {
  return MakeArchive(files, [](archive* writer) { archive_write_set_format_zip(writer); });
}

std::string MakeTarGz(const std::vector<NamedContent>& files) {
  return MakeArchive(files, [](archive* writer) {
    archive_write_set_format_gnutar(writer);
    archive_write_add_filter_gzip(writer);
  });
}

std::string MakeDocx(std::string_view body, std::string_view numbering, std::string_view styles) {
  const std::string document = fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{}</w:body></w:document>)",
      body);
  return MakeZip({{"[Content_Types].xml", "<Types/>"},
                  {"word/styles.xml", fmt::format("<w:styles>{}</w:styles>", styles)},
                  {"word/document.xml", document},
                  {"word/numbering.xml", fmt::format("<w:numbering>{}</w:numbering>", numbering)}});
}

std::string MakePdf(const std::vector<std::vector<PdfLine>>& pages, bool encrypted) {
  std::string kids;
  for (size_t i = 0; i < pages.size(); ++i) kids += fmt::format("{} 0 R ", 7 + 2 * i);
  std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      fmt::format("<</Type/Pages/Count {}/Kids[{}]>>", pages.size(), kids),
      "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]"
      "/ToUnicode 6 0 R>>",
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)"
      "/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 1000>>",
      "<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
      "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
      Stream(ToUnicodeMap())};
  for (const std::vector<PdfLine>& page : pages) {
    objects.push_back(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                    "/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
                    objects.size() + 2));
    objects.push_back(Stream(PageContent(page)));
  }
  std::string pdf = "%PDF-1.5\n";
  std::string offsets;
  for (size_t i = 0; i < objects.size(); ++i) {
    offsets += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::string password(32, 'x');
  const std::string encryption =
      encrypted
          ? fmt::format("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O({0})/U({0})>>",
                        password)
          : "";
  const size_t table = pdf.size();
  pdf += fmt::format("xref\n0 {0}\n0000000000 65535 f \n{1}trailer<</Size {0}/Root 1 0 R{2}>>\n",
                     objects.size() + 1, offsets, encryption);
  return pdf + fmt::format("startxref\n{}\n%%EOF", table);
}

}  // namespace policygraph::loader
