#ifndef POLICYGRAPH_TESTS_LOADER_SAMPLE_FILES_H_
#define POLICYGRAPH_TESTS_LOADER_SAMPLE_FILES_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace policygraph::loader {

// Files of each format, made for tests.

using NamedContent = std::pair<std::string, std::string>;  // path in the archive, bytes

std::string MakeZip(const std::vector<NamedContent>& files);
std::string MakeTarGz(const std::vector<NamedContent>& files);

// A Word document whose body holds this XML (<w:p>...</w:p>), with lists and styles.
std::string MakeDocx(std::string_view body, std::string_view numbering = "",
                     std::string_view styles = "");

// A line on a page, indented by so many characters.
struct PdfLine {
  int indent = 0;
  std::u16string words;
};

// A PDF with these pages. `encrypted` says that it needs a password, which nobody knows.
std::string MakePdf(const std::vector<std::vector<PdfLine>>& pages, bool encrypted = false);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_TESTS_LOADER_SAMPLE_FILES_H_
